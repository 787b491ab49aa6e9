#pragma once
// What no way of sending frames can beat on this machine: copying one. Handing one over is a way,
// ways/bare_handover.hpp.

#include <cstddef>
#include <vector>

#include "frames/picture_roll.hpp"

namespace framering::bench {

/// Microseconds of each of so many copies of a frame between the same two buffers.
std::vector<double> warm_copies_us(std::size_t frame_bytes, std::size_t count);

/// The same, as the camera of a trial copies: each from another picture of the roll into another
/// slot of shared memory.
std::vector<double> cold_copies_us(const PictureRoll& roll, std::size_t count);

}  // namespace framering::bench
