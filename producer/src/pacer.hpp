#pragma once
// Keeps a rate against absolute deadlines, so that it does not drift.

#include <cstdint>
#include <optional>
#include <stop_token>

#include "framering/clock.hpp"

namespace framering::producer {

/// When each frame of a rate is due. Pure arithmetic: the n-th deadline is start + n / fps,
/// whatever became of the ones before it.
class PaceSchedule {
 public:
  /// How many frames a late source may make up for at once. Later ones are given up, so that a
  /// pause is not followed by a burst that overruns the readers.
  static constexpr std::uint64_t kMostToCatchUp = 3;

  /// `fps` is more than 0. The schedule begins when next() is called first.
  explicit PaceSchedule(double fps) : period_ns_(1e9 / fps) {}

  /// When the next frame is due, asked at `now`. Never earlier than kMostToCatchUp periods before
  /// `now`; earlier ticks are given up.
  Deadline next(Deadline now);

 private:
  Deadline at(std::uint64_t tick) const;

  double period_ns_;
  std::optional<Deadline> start_;
  std::uint64_t tick_ = 0;
};

/// Waits until `deadline` or until `stop` is triggered, and says whether it was the deadline.
bool wait_until(Deadline deadline, std::stop_token stop);

}  // namespace framering::producer
