#pragma once
// Which trials of frames `frame_bench all` runs, and how long each of them, and the viewer, is.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "drawing/drawing_trial.hpp"
#include "frames/measured_trial.hpp"

namespace framering::bench {

struct FrameSize {
  std::uint32_t width, height;
};
inline constexpr FrameSize kUsualSize{1280, 720};
inline constexpr FrameSize kLargest{3840, 2160};
inline constexpr double kUsualFps = 60;

struct SuiteSize {
  bool quick = false;  ///< a glance of less than a minute: fewer trials, shorter ones
  /// Of the trials that targets are made of, with one reader, in one lap of each turn: six of them
  /// lie beyond a p99.
  std::uint64_t frames() const noexcept { return quick ? 60 : 600; }
  /// How many turns of those trials, of the ping-pongs and the copies make a round.
  unsigned turns() const noexcept { return quick ? 1 : 6; }
  /// In each turn, of what is as fast as possible, and of what copies out of memory that a way
  /// lends (with the publisher waking): targets compare rates and p99s of these, luck lasts for all
  /// of a lap, and slow moments for seconds.
  unsigned laps() const noexcept { return quick ? 1 : 3; }
  /// Of the others, whose medians count, or who have many readers.
  std::uint64_t fewer_frames() const noexcept { return quick ? 60 : 120; }
  /// Of a ping-pong in each turn. Which pages a match gets is luck that lasts for all of it.
  std::size_t matches() const noexcept { return quick ? 8 : 16; }
  /// Of a ping-pong: a multiple of turns() and matches().
  std::size_t cycles() const noexcept { return quick ? 400 : 19200; }
  /// Those besides the usual one.
  std::vector<FrameSize> other_sizes() const;
};

/// Of the viewer.
DrawingPlan planned_drawing(const SuiteSize& size);

/// All of them, still without rounds, in the order in which they run.
std::vector<MeasuredTrial> planned_trials(const SuiteSize& size);

}  // namespace framering::bench
