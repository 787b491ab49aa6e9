#pragma once
// What the publishing process of a trial does.

#include "frames/arena.hpp"
#include "frames/picture_roll.hpp"
#include "frames/way.hpp"

namespace framering::bench {

/// Sends frames at the camera's rate until every reader has had one, then those that count, then
/// waits for the readers to finish. Throws std::runtime_error: the readers do not come, or what
/// the sender throws.
void publish_frames(FrameSender& sender, const PictureRoll& roll, const Arena& arena);

}  // namespace framering::bench
