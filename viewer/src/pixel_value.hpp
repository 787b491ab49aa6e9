#pragma once
// One pixel of the frame, in the frame's own numbers.

#include <string>

#include "frame_texture.hpp"

namespace framering::viewer {

/// "R 12  G 34  B 56", "Y 81  U 90  V 240", "1234": what the frame holds for the pixel, before any
/// conversion, read back from the textures. Empty outside of the picture.
std::string pixel_value(const FrameTexture& texture, int x, int y);

}  // namespace framering::viewer
