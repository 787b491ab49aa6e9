#include "raw_video.hpp"

#include <fmt/core.h>

#include <cstring>

namespace framering::producer {
namespace {

/// As row_bytes(), but ffmpeg's Y of nv12 has no pixel more than the picture.
std::size_t packed_row_bytes(const FrameDescriptor& format, std::size_t plane) {
  if (format.pixel_format == PixelFormat::nv12 && plane == 0) return format.width;
  return row_bytes(format.pixel_format, plane, format.width);
}

}  // namespace

std::optional<std::string_view> ffmpeg_name(PixelFormat format) {
  switch (format) {
    case PixelFormat::rgb8:
      return "rgb24";
    case PixelFormat::bgr8:
      return "bgr24";
    case PixelFormat::gray8:
      return "gray";
    case PixelFormat::yuyv:
      return "yuyv422";
    case PixelFormat::nv12:
      return "nv12";
    default:
      return std::nullopt;
  }
}

std::string ffmpeg_command(const FrameDescriptor& format, double fps) {
  const std::string rate = fps > 0 ? fmt::format(" -framerate {:g}", fps) : "";
  return fmt::format("ffmpeg -f rawvideo -pixel_format {} -video_size {}x{}{} -i - out.mp4",
                     ffmpeg_name(format.pixel_format).value_or("?"), format.width, format.height,
                     rate);
}

void pack_rows(OwnedFrame& frame) {
  const FrameDescriptor& format = frame.descriptor;
  std::byte* target = frame.payload.data();
  for (std::size_t plane = 0; plane < format.planes; ++plane) {
    const std::size_t bytes = packed_row_bytes(format, plane);
    const std::byte* source = frame.payload.data() + format.plane_offset_bytes[plane];
    const std::uint32_t rows = plane_rows(format.pixel_format, plane, format.height);
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (target != source) std::memmove(target, source, bytes);
      target += bytes;
      source += format.plane_stride_bytes[plane];
    }
  }
  frame.payload.resize(static_cast<std::size_t>(target - frame.payload.data()));
}

}  // namespace framering::producer
