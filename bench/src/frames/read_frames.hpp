#pragma once
// What a reading process of a trial does.

#include "frames/arena.hpp"
#include "frames/picture_roll.hpp"
#include "frames/way.hpp"

namespace framering::bench {

/// Takes frames, copies each out (or leaves it where it lies) and checks every byte, until the last
/// that counts has come, or none does any more. Throws what the receiver throws.
void read_frames(FrameReceiver& receiver, std::uint64_t reader, const PictureRoll& roll,
                 const Arena& arena);

}  // namespace framering::bench
