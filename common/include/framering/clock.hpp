#pragma once
// The one clock of framering: CLOCK_MONOTONIC, which all processes of a machine share and which
// Linux's std::chrono::steady_clock reads.

#include <chrono>
#include <cstdint>

namespace framering {

using Clock = std::chrono::steady_clock;
/// A point on CLOCK_MONOTONIC until which a call may wait; one in the past means "do not wait".
using Deadline = Clock::time_point;

/// Nanoseconds on CLOCK_MONOTONIC.
inline std::int64_t now_ns() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch())
      .count();
}

/// The deadline that lies `wait` ahead.
template <typename Rep, typename Period>
Deadline deadline_in(std::chrono::duration<Rep, Period> wait) noexcept {
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(wait);
}

}  // namespace framering
