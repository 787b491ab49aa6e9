#pragma once
// What no way of sending frames can beat on this machine: copying one, waking another process.

#include <chrono>
#include <cstddef>
#include <vector>

#include "frames/picture_roll.hpp"

namespace framering::bench {

/// Microseconds of each of so many copies of a frame between the same two buffers.
std::vector<double> warm_copies_us(std::size_t frame_bytes, std::size_t count);

/// The same, as the camera of a trial copies: each from another picture of the roll into another
/// slot of shared memory.
std::vector<double> cold_copies_us(const PictureRoll& roll, std::size_t count);

/// What it takes to hand a frame over with bare words and system calls, in microseconds.
struct Handovers {
  std::vector<double> copy_in_us = {};   ///< the camera's copy into shared memory
  std::vector<double> wake_us = {};      ///< from just before a futex wake to having woken
  std::vector<double> copy_out_us = {};  ///< the other process copies the frame out
  std::vector<double> whole_us = {};     ///< from the camera's first byte to the last one out
};

/// Hands so many frames over to another process, one every `period`. Throws std::runtime_error.
Handovers bare_handovers(const PictureRoll& roll, std::chrono::nanoseconds period,
                         std::size_t count);

}  // namespace framering::bench
