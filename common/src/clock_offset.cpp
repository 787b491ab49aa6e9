#include "framering/clock_offset.hpp"

#include <algorithm>

namespace framering {

void ClockOffsetEstimator::add(const EchoStamps& echo) {
  if (echo.round_trip_ns() < 0) return;  // a peer that lies, or whose clock was set
  if (echoes_.size() == window_) echoes_.pop_front();
  echoes_.push_back(echo);
}

std::optional<ClockOffset> ClockOffsetEstimator::estimate() const noexcept {
  const auto best = std::min_element(echoes_.begin(), echoes_.end(),
                                     [](const EchoStamps& a, const EchoStamps& b) {
                                       return a.round_trip_ns() < b.round_trip_ns();
                                     });
  if (best == echoes_.end()) return std::nullopt;
  // Each difference contains the offset and one direction of the way; their mean, half of the
  // other's error. Differences first: clocks may be years apart, and sums would overflow.
  const std::int64_t there = best->received_ns - best->sent_ns;
  const std::int64_t back = best->replied_ns - best->returned_ns;
  return ClockOffset{back + (there - back) / 2, (best->round_trip_ns() + 1) / 2};
}

}  // namespace framering
