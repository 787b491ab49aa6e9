// Frames to planes of texels.

#include "picture_layout.hpp"

#include <spdlog/fmt/fmt.h>

#include <optional>

namespace framering::viewer {
namespace {

constexpr std::uint64_t half_of(std::uint64_t pixels) { return (pixels + 1) / 2; }

PlaneLayout plane_of(const FrameDescriptor& descriptor, std::size_t plane, Texel texel,
                     std::uint64_t width, std::uint64_t height) {
  return {texel,
          {static_cast<int>(width), static_cast<int>(height)},
          static_cast<std::size_t>(descriptor.plane_offset_bytes[plane]),
          descriptor.plane_stride_bytes[plane]};
}

PictureLayout one_plane(const FrameDescriptor& d, Sampling sampling, Texel texel) {
  PictureLayout layout;
  layout.sampling = sampling;
  layout.planes[0] = plane_of(d, 0, texel, d.width, d.height);
  layout.plane_count = 1;
  return layout;
}

PictureLayout yuyv(const FrameDescriptor& d) {
  PictureLayout layout = one_plane(d, Sampling::yuyv, Texel::rgba8);
  layout.planes[0].size.width = static_cast<int>(half_of(d.width));
  return layout;
}

PictureLayout nv12(const FrameDescriptor& d) {
  PictureLayout layout = one_plane(d, Sampling::nv12, Texel::r8);
  layout.planes[1] = plane_of(d, 1, Texel::rg8, half_of(d.width), half_of(d.height));
  layout.plane_count = 2;
  return layout;
}

PictureLayout values(const FrameDescriptor& d, Texel texel, double scale, bool needs_range) {
  PictureLayout layout = one_plane(d, Sampling::value, texel);
  layout.value_scale = scale;
  layout.needs_range = needs_range;
  return layout;
}

std::optional<PictureLayout> named_layout(const FrameDescriptor& d) {
  switch (d.pixel_format) {
    case PixelFormat::rgb8:
      return one_plane(d, Sampling::rgb, Texel::rgb8);
    case PixelFormat::bgr8:
      return one_plane(d, Sampling::bgr, Texel::rgb8);
    case PixelFormat::rgba8:
      return one_plane(d, Sampling::rgb, Texel::rgba8);
    case PixelFormat::bgra8:
      return one_plane(d, Sampling::bgr, Texel::rgba8);
    case PixelFormat::gray8:
      return values(d, Texel::r8, 255, false);
    case PixelFormat::gray16:
      return values(d, Texel::r16, 65535, true);
    case PixelFormat::yuyv:
      return yuyv(d);
    case PixelFormat::nv12:
      return nv12(d);
    case PixelFormat::none:
      break;
  }
  return std::nullopt;
}

// A picture without a fourcc: shape and strides say where its rows are, the plane fields need not.
std::optional<PictureLayout> array_layout(FrameDescriptor d) {
  if (d.pixel_format != PixelFormat::none || d.dimensions != 2) return std::nullopt;
  if (d.strides_bytes[1] != size_of(d.dtype) || d.shape[0] > UINT32_MAX ||
      d.shape[1] > UINT32_MAX || d.strides_bytes[0] > UINT32_MAX) {
    return std::nullopt;
  }
  d.height = static_cast<std::uint32_t>(d.shape[0]);
  d.width = static_cast<std::uint32_t>(d.shape[1]);
  d.plane_offset_bytes[0] = 0;
  d.plane_stride_bytes[0] = static_cast<std::uint32_t>(d.strides_bytes[0]);
  switch (d.dtype) {
    case Dtype::uint8:
      return values(d, Texel::r8, 255, false);
    case Dtype::uint16:
      return values(d, Texel::r16, 65535, true);
    case Dtype::float16:
      return values(d, Texel::r16f, 1, true);
    case Dtype::float32:
      return values(d, Texel::r32f, 1, true);
    default:
      return std::nullopt;
  }
}

std::string shape_text(const FrameDescriptor& d) {
  std::string text;
  for (std::size_t i = 0; i < d.dimensions; ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : "x", d.shape[i]);
  }
  return text;
}

std::string fourcc_text(PixelFormat format) {
  std::string text;
  for (auto rest = static_cast<std::uint32_t>(format); rest != 0; rest >>= 8) {
    const char letter = static_cast<char>(rest & 0xff);
    text += letter >= ' ' && letter <= '~' ? letter : '?';
  }
  return text;
}

Error unsupported(const FrameDescriptor& d, const std::string& why) {
  return {ErrorCode::unsupported, fmt::format("cannot show {} frames: {}", format_text(d), why)};
}

}  // namespace

std::size_t size_of(Texel texel) noexcept {
  switch (texel) {
    case Texel::r8:
      return 1;
    case Texel::rg8:
    case Texel::r16:
    case Texel::r16f:
      return 2;
    case Texel::rgb8:
      return 3;
    case Texel::rgba8:
    case Texel::r32f:
      return 4;
  }
  return 0;
}

Result<PictureLayout> layout_picture(const FrameDescriptor& descriptor, int largest_texture) {
  const auto largest = static_cast<std::uint32_t>(largest_texture);
  std::optional<PictureLayout> layout = named_layout(descriptor);
  const bool named = layout.has_value();
  if (!named) layout = array_layout(descriptor);
  if (!layout) {
    return unsupported(descriptor,
                       "known are rgb8, bgr8, rgba8, bgra8, gray8, gray16, yuyv, nv12, and "
                       "two-dimensional uint8, uint16, float16 and float32");
  }
  const std::uint64_t width = named ? descriptor.width : descriptor.shape[1];
  const std::uint64_t height = named ? descriptor.height : descriptor.shape[0];
  if (width == 0 || height == 0) return unsupported(descriptor, "there are no pixels in them");
  if (width > largest || height > largest) {
    return unsupported(descriptor, fmt::format("OpenGL here takes at most {0}x{0}", largest));
  }
  if (!is_consistent(descriptor, descriptor.payload_bytes)) {
    return unsupported(descriptor, "their rows reach beyond their payload");
  }
  layout->size = {static_cast<int>(width), static_cast<int>(height)};
  layout->color_matrix = descriptor.color_matrix;
  layout->color_range = descriptor.color_range;
  return *layout;
}

std::string format_text(const FrameDescriptor& d) {
  const std::string_view name = name_of(d.pixel_format);
  if (!name.empty()) return fmt::format("{}x{} {}", d.width, d.height, name);
  if (d.pixel_format != PixelFormat::none) {
    return fmt::format("{}x{} '{}'", d.width, d.height, fourcc_text(d.pixel_format));
  }
  const std::string dtype(name_of(d.dtype));
  if (d.dimensions == 2) return fmt::format("{}x{} {}", d.shape[1], d.shape[0], dtype);
  return fmt::format("{} {}", shape_text(d), dtype);
}

}  // namespace framering::viewer
