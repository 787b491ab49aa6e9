// Draining side B.

#include "ab_receiver.hpp"

namespace framering::viewer {

bool AbReceiver::poll(const std::function<Ledger(const BorrowedFrame&)>& ledger_of) {
  bool any = false;
  while (!failed_) {
    BorrowedFrame frame;
    const ReadStatus status = subscriber_.next(frame, Clock::now());
    failed_ = status == ReadStatus::failed;
    if (status != ReadStatus::frame) return any;
    Ledger ledger = ledger_of(frame);
    if (ledger.received_ns == 0) ledger.received_ns = now_ns();
    comparison_.add(Side::b, frame, ledger);
    frame_ = std::move(frame);
    any = true;
  }
  return any;
}

}  // namespace framering::viewer
