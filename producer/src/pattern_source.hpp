#pragma once
// A moving picture that verifies itself (framering/pattern_stamp.hpp), for trying and testing.

#include <memory>

#include "frame_source.hpp"
#include "options.hpp"

namespace framering::producer {

/// A source of test frames of that size and format, `fps` of them a second.
std::unique_ptr<FrameSource> make_pattern_source(PictureSize size, PixelFormat format, double fps);

}  // namespace framering::producer
