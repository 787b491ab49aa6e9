#include "framering/ledger.hpp"

namespace framering {

Ledger ledger_of(const FrameDescriptor& descriptor) noexcept {
  return {.captured_ns = descriptor.captured_ns,
          .acquired_ns = descriptor.acquired_ns,
          .published_ns = descriptor.published_ns};
}

void LedgerStatistics::add(const Ledger& ledger) {
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    const std::int64_t from = ledger.*kStages[i].from;
    const std::int64_t to = ledger.*kStages[i].to;
    if (from != 0 && to != 0) windows_[i].add(static_cast<double>(to - from) / 1e3);
  }
}

}  // namespace framering
