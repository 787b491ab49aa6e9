#pragma once
// When a run is over: enough frames, out of time, or asked to stop.

#include <cstdint>
#include <optional>
#include <string>

#include "frame_receiver.hpp"
#include "framering/clock.hpp"
#include "options.hpp"

namespace framering::viewer {

/// Counts from its construction. Belongs to one thread. Exit codes are for so many `frames` of the
/// receiver's stream; with that of a failure goes a line on stderr.
class RunLimits {
 public:
  explicit RunLimits(const Options& options);

  /// The exit code, once the run is over: enough frames, out of time, or asked to stop by a signal.
  std::optional<int> over(std::uint64_t frames, const FrameReceiver& receiver) const;
  /// The exit code when the stream ended on purpose.
  int stream_ended(std::uint64_t frames, const FrameReceiver& receiver) const;
  /// The exit code when the user wants no more.
  int quit(std::uint64_t frames, const FrameReceiver& receiver) const;

  bool counts_frames() const noexcept { return wanted_ != 0; }
  bool out_of_time() const noexcept { return Clock::now() >= end_; }

  /// `wait` ahead, or the end of the run if that is sooner.
  Deadline at_most(Clock::duration wait) const noexcept;

  /// "time-out of 5 s".
  std::string timeout_text() const;

 private:
  std::string shortfall(const std::string& what, std::uint64_t frames,
                        const FrameReceiver& receiver) const;

  std::uint64_t wanted_;
  double timeout_s_;
  Deadline end_;
};

}  // namespace framering::viewer
