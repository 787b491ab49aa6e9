#pragma once
// Frames as ffmpeg's rawvideo has them: rows without padding, planes without a gap.

#include <optional>
#include <string>
#include <string_view>

#include "framering/borrowed_frame.hpp"
#include "framering/frame_descriptor.hpp"

namespace framering::producer {

/// ffmpeg's name of a pixel format, for those that the producer makes.
std::optional<std::string_view> ffmpeg_name(PixelFormat format);

/// The command that takes such frames on its stdin: "ffmpeg -f rawvideo … -i - out.mp4". Without a
/// rate if `fps` is 0. `format` has an ffmpeg_name().
std::string ffmpeg_command(const FrameDescriptor& format, double fps);

/// Takes the padding out of the payload of a picture that has an ffmpeg_name(). The descriptor
/// stays as it was.
void pack_rows(OwnedFrame& frame);

}  // namespace framering::producer
