// Draining side B, and stamping both sides alike.

#include "ab_receiver.hpp"

#include <algorithm>
#include <utility>

namespace framering::viewer {

Result<AbReceiver> AbReceiver::create(const std::string& stream, const SubscriberOptions& options) {
  auto subscriber = Subscriber::create(stream, options);
  if (!subscriber) return subscriber.error();
  return AbReceiver(*std::move(subscriber), stream, options);
}

AbReceiver::AbReceiver(Subscriber subscriber, std::string stream, const SubscriberOptions& options)
    : subscriber_(std::move(subscriber)), stream_(std::move(stream)), options_(options) {}

bool AbReceiver::poll(const std::function<Ledger(const BorrowedFrame&)>& ledger_of) {
  bool any = false;
  while (!failed_) {
    BorrowedFrame frame;
    const ReadStatus status = subscriber_.next(frame, Clock::now());
    failed_ = status == ReadStatus::failed;
    if (status != ReadStatus::frame) return any;
    Ledger ledger = ledger_of(frame);
    if (ledger.received_ns == 0) ledger.received_ns = now_ns();
    add(Side::b, frame, ledger);
    frame_ = std::move(frame);
    any = true;
  }
  return any;
}

void AbReceiver::add(Side side, const BorrowedFrame& frame, Ledger ledger) {
  const bool in_ring = frame.passage().received_ns == 0;
  if (in_ring) {
    const auto noticed = noticed_ns(frame);
    if (noticed) ledger.received_ns = std::min(ledger.received_ns, *noticed);
  }
  comparison_.add(side, frame, ledger);
}

/// When a frame in the ring was noticed by the thread that waits for it. Nothing: not yet, so that
/// the loop was first.
std::optional<std::int64_t> AbReceiver::noticed_ns(const BorrowedFrame& frame) {
  if (stamps_) return stamps_->received_ns(frame);
  SubscriberOptions options = options_;
  options.transport = Transport::shm;
  auto ring = Subscriber::create(stream_, options);
  if (ring) stamps_ = std::make_unique<ArrivalStamps>(*std::move(ring));
  return std::nullopt;
}

}  // namespace framering::viewer
