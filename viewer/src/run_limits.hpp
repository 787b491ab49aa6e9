#pragma once
// When a run is over: enough frames, out of time, or asked to stop.

#include <cstdint>
#include <string>

#include "framering/clock.hpp"
#include "options.hpp"

namespace framering::viewer {

/// Counts from its construction. Belongs to one thread.
class RunLimits {
 public:
  explicit RunLimits(const Options& options);

  bool enough(std::uint64_t frames) const noexcept { return wanted_ != 0 && frames >= wanted_; }
  bool out_of_time() const noexcept { return Clock::now() >= end_; }

  /// `wait` ahead, or the end of the run if that is sooner.
  Deadline at_most(Clock::duration wait) const noexcept;

  /// The exit code when the stream ended on purpose, or a signal ended the run, after `frames`.
  int exit_code_after(std::uint64_t frames) const noexcept;

  /// The line that says why the run is a failure: fewer frames than wanted, because of `reason`.
  std::string shortfall(std::uint64_t frames, const std::string& reason) const;
  /// "time-out of 5 s".
  std::string timeout_text() const;

 private:
  std::uint64_t wanted_;
  double timeout_s_;
  Deadline end_;
};

}  // namespace framering::viewer
