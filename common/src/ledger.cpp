#include "framering/ledger.hpp"

namespace framering {

Ledger ledger_of(const BorrowedFrame& frame, std::int64_t producer_ahead_ns) noexcept {
  const FrameDescriptor& descriptor = frame.descriptor();
  const auto ours = [&](std::int64_t producers_ns) {
    return producers_ns == 0 ? 0 : producers_ns - producer_ahead_ns;
  };
  return {.captured_ns = ours(descriptor.captured_ns),
          .acquired_ns = ours(descriptor.acquired_ns),
          .published_ns = ours(descriptor.published_ns),
          .sent_ns = ours(frame.passage().sent_ns),
          .received_ns = frame.passage().received_ns};
}

void LedgerStatistics::add(const Ledger& ledger) {
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    const std::int64_t from = ledger.*kStages[i].from;
    const std::int64_t to = ledger.*kStages[i].to;
    if (from != 0 && to != 0) windows_[i].add(static_cast<double>(to - from) / 1e3);
  }
}

}  // namespace framering
