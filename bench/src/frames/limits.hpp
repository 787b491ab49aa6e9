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

/// Microseconds from just before a futex wake to the other process having woken: bare words and
/// system calls. Every `period` the waking process copies a picture first, as a camera does. Throws
/// std::runtime_error.
std::vector<double> wakes_us(const PictureRoll& roll, std::chrono::nanoseconds period,
                             std::size_t count);

}  // namespace framering::bench
