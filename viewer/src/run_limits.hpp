#pragma once
// When a run is over: enough frames, out of time, or asked to stop.

#include <cstdint>
#include <optional>
#include <string>

#include "framering/clock.hpp"
#include "options.hpp"

namespace framering::viewer {

/// Counts from its construction. Belongs to one thread.
class RunLimits {
 public:
  explicit RunLimits(const Options& options);

  /// The exit code, once the run is over after `frames`: enough of them, out of time (which it says
  /// on stderr), or asked to stop by a signal.
  std::optional<int> over(std::uint64_t frames) const;

  /// The exit code when the stream ended on purpose after `frames`; says on stderr if they are too
  /// few.
  int stream_ended(std::uint64_t frames) const;

  /// The exit code when the user wants no more after `frames`.
  int quit(std::uint64_t frames) const noexcept;

  bool out_of_time() const noexcept { return Clock::now() >= end_; }

  /// `wait` ahead, or the end of the run if that is sooner.
  Deadline at_most(Clock::duration wait) const noexcept;

  /// "time-out of 5 s".
  std::string timeout_text() const;

 private:
  std::string shortfall(std::uint64_t frames, const std::string& reason) const;

  std::uint64_t wanted_;
  double timeout_s_;
  Deadline end_;
};

}  // namespace framering::viewer
