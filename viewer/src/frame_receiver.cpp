// Receiving, counting, verifying.

#include "frame_receiver.hpp"

#include <spdlog/fmt/fmt.h>

#include <utility>

#include "framering/pattern_stamp.hpp"

namespace framering::viewer {

FrameReceiver::FrameReceiver(Subscriber subscriber, const ReceiverOptions& options)
    : subscriber_(std::move(subscriber)), options_(options) {}

ReadStatus FrameReceiver::receive(Deadline deadline) {
  const ReadStatus status = options_.every_frame ? subscriber_.next(frame_, deadline)
                                                 : subscriber_.latest(frame_, deadline);
  if (status != ReadStatus::frame) return status;
  ledger_ = ledger_of(frame_);
  if (ledger_.received_ns == 0) ledger_.received_ns = now_ns();
  if (first_received_ns_ == 0) first_received_ns_ = ledger_.received_ns;
  last_received_ns_ = ledger_.received_ns;
  received_rate_.add(ledger_.received_ns);
  return status;
}

Verdict FrameReceiver::verify() {
  const Verdict verdict = options_.verify ? judge() : Verdict::whole;
  if (verdict == Verdict::overtaken) ++overtaken_;
  if (verdict == Verdict::corrupt) ++corrupt_;
  if (verdict == Verdict::whole && options_.verify) ++verified_;
  return verdict;
}

Verdict FrameReceiver::judge() {
  const FrameDescriptor& descriptor = frame_.descriptor();
  if (descriptor.content != Content::pattern) {
    problem_ = fmt::format(
        "frame {} of stream {} carries no pattern stamps; --verify needs a stream of "
        "frame_producer --pattern",
        descriptor.index, subscriber_.stream());
    return Verdict::no_stamps;
  }
  const auto difference = verify_pattern(descriptor, frame_.payload());
  if (!frame_.still_valid()) return Verdict::overtaken;
  if (!difference) return Verdict::whole;
  problem_ = fmt::format("frame {} of stream {} is corrupt: {}", descriptor.index,
                         subscriber_.stream(), *difference);
  return Verdict::corrupt;
}

void FrameReceiver::finish(const Ledger& ledger) {
  statistics_.add(ledger);
  if (ledger.presented_ns == 0) return;
  ++drawn_;
  drawn_rate_.add(ledger.presented_ns);
}

double FrameReceiver::fps() const noexcept {
  const std::int64_t span_ns = last_received_ns_ - first_received_ns_;
  return span_ns <= 0 ? 0
                      : static_cast<double>(received() - 1) * 1e9 / static_cast<double>(span_ns);
}

}  // namespace framering::viewer
