#include "framering/frame_descriptor.hpp"

#include <algorithm>

namespace framering {
namespace {

constexpr std::uint64_t half_up(std::uint64_t n) { return n / 2 + n % 2; }

constexpr std::uint64_t round_up(std::uint64_t n, std::uint64_t to) {
  return to > 1 ? (n + to - 1) / to * to : n;
}

/// Bytes of a pixel of the packed formats; 0 for the others.
constexpr std::uint64_t packed_pixel_bytes(PixelFormat format) {
  switch (format) {
    case PixelFormat::rgb8:
    case PixelFormat::bgr8:
      return 3;
    case PixelFormat::rgba8:
    case PixelFormat::bgra8:
      return 4;
    case PixelFormat::gray8:
      return 1;
    case PixelFormat::gray16:
      return 2;
    default:
      return 0;
  }
}

bool is_yuv(PixelFormat format) {
  return format == PixelFormat::yuyv || format == PixelFormat::nv12;
}

std::size_t planes_of(PixelFormat format) { return format == PixelFormat::nv12 ? 2 : 1; }

struct Dimension {
  std::uint64_t count;
  std::uint64_t stride_bytes;
};

void add_dimension(FrameDescriptor& frame, Dimension dimension) {
  frame.shape[frame.dimensions] = dimension.count;
  frame.strides_bytes[frame.dimensions] = dimension.stride_bytes;
  ++frame.dimensions;
}

void set_array(FrameDescriptor& frame, std::uint64_t stride) {
  const std::uint64_t width = frame.width;
  const std::uint64_t height = frame.height;
  if (frame.pixel_format == PixelFormat::nv12) {
    add_dimension(frame, {height + half_up(height), stride});
    add_dimension(frame, {2 * half_up(width), 1});
    return;
  }
  const bool yuyv = frame.pixel_format == PixelFormat::yuyv;
  const std::uint64_t pixel = yuyv ? 2 : packed_pixel_bytes(frame.pixel_format);
  const std::uint64_t element = size_of(frame.dtype);
  add_dimension(frame, {height, stride});
  add_dimension(frame, {yuyv ? 2 * half_up(width) : width, pixel});
  if (pixel > element) add_dimension(frame, {pixel / element, element});
}

/// end += (count - 1) * stride; false on overflow. `count` is 1 or more.
bool reach(std::uint64_t& end, std::uint64_t count, std::uint64_t stride) {
  std::uint64_t extent = 0;
  return !__builtin_mul_overflow(count - 1, stride, &extent) &&
         !__builtin_add_overflow(end, extent, &end);
}

bool array_fits(const FrameDescriptor& frame) {
  if (frame.dimensions > kMaxDimensions) return false;
  if (frame.dimensions == 0) return frame.dtype == Dtype::none;
  std::uint64_t end = size_of(frame.dtype);
  if (end == 0) return false;
  for (std::size_t i = 0; i < frame.dimensions; ++i) {
    if (frame.shape[i] == 0) return true;
    if (!reach(end, frame.shape[i], frame.strides_bytes[i])) return false;
  }
  return end <= frame.payload_bytes;
}

bool plane_fits(const FrameDescriptor& frame, std::size_t plane) {
  const bool named = !name_of(frame.pixel_format).empty();
  const std::uint64_t row = named ? row_bytes(frame.pixel_format, plane, frame.width)
                                  : frame.width * std::uint64_t{size_of(frame.dtype)};
  const std::uint64_t rows =
      named ? plane_rows(frame.pixel_format, plane, frame.height) : frame.height;
  std::uint64_t end = row;
  if (rows == 0 || row == 0) return false;
  return frame.plane_stride_bytes[plane] >= row &&
         reach(end, rows, frame.plane_stride_bytes[plane]) &&
         !__builtin_add_overflow(end, frame.plane_offset_bytes[plane], &end) &&
         end <= frame.payload_bytes;
}

bool planes_fit(const FrameDescriptor& frame) {
  if (frame.planes > kMaxPlanes) return false;
  const bool named = !name_of(frame.pixel_format).empty();
  if (named && frame.planes != planes_of(frame.pixel_format)) return false;
  // Who sees a picture looks at its first plane.
  if (frame.planes == 0 && frame.pixel_format == PixelFormat::none) {
    return frame.width == 0 && frame.height == 0;
  }
  // What the planes of an unknown fourcc mean is for those who know it; only their start is
  // checked.
  if (!named && frame.pixel_format != PixelFormat::none) {
    return std::all_of(frame.plane_offset_bytes.begin(),
                       frame.plane_offset_bytes.begin() + frame.planes,
                       [&](std::uint64_t offset) { return offset <= frame.payload_bytes; });
  }
  for (std::size_t plane = 0; plane < frame.planes; ++plane) {
    if (!plane_fits(frame, plane)) return false;
  }
  return true;
}

}  // namespace

std::uint64_t row_bytes(PixelFormat format, std::size_t plane, std::uint32_t width) noexcept {
  if (format == PixelFormat::yuyv) return plane == 0 ? 4 * half_up(width) : 0;
  if (format == PixelFormat::nv12) return plane < 2 ? 2 * half_up(width) : 0;
  return plane == 0 ? packed_pixel_bytes(format) * width : 0;
}

std::uint32_t plane_rows(PixelFormat format, std::size_t plane, std::uint32_t height) noexcept {
  const bool chroma = format == PixelFormat::nv12 && plane == 1;
  return chroma ? static_cast<std::uint32_t>(half_up(height)) : height;
}

FrameDescriptor describe_picture(PixelFormat format, std::uint32_t width, std::uint32_t height,
                                 std::uint32_t row_alignment_bytes) noexcept {
  FrameDescriptor frame;
  frame.pixel_format = format;
  frame.dtype = format == PixelFormat::gray16 ? Dtype::uint16 : Dtype::uint8;
  frame.width = width;
  frame.height = height;
  frame.planes = static_cast<std::uint8_t>(planes_of(format));
  if (is_yuv(format)) {
    frame.color_matrix = ColorMatrix::bt601;
    frame.color_range = ColorRange::limited;
  }
  const std::uint64_t stride = round_up(row_bytes(format, 0, width), row_alignment_bytes);
  set_array(frame, stride);
  for (std::size_t plane = 0; plane < frame.planes; ++plane) {
    frame.plane_offset_bytes[plane] = frame.payload_bytes;
    frame.plane_stride_bytes[plane] = static_cast<std::uint32_t>(stride);
    frame.payload_bytes += stride * plane_rows(format, plane, height);
  }
  return frame;
}

FrameDescriptor describe_array(Dtype dtype, const std::uint64_t* shape,
                               std::size_t dimensions) noexcept {
  FrameDescriptor frame;
  frame.dtype = dtype;
  frame.dimensions = static_cast<std::uint8_t>(std::min(dimensions, kMaxDimensions));
  std::uint64_t stride = size_of(dtype);
  for (std::size_t i = frame.dimensions; i-- > 0;) {
    frame.shape[i] = shape[i];
    frame.strides_bytes[i] = stride;
    stride *= shape[i];
  }
  frame.payload_bytes = stride;
  if (frame.dimensions == 2) {
    frame.height = static_cast<std::uint32_t>(shape[0]);
    frame.width = static_cast<std::uint32_t>(shape[1]);
    frame.planes = 1;
    frame.plane_stride_bytes[0] = static_cast<std::uint32_t>(frame.strides_bytes[0]);
  }
  return frame;
}

bool is_consistent(const FrameDescriptor& descriptor, std::uint64_t capacity_bytes) noexcept {
  return descriptor.payload_bytes <= capacity_bytes && array_fits(descriptor) &&
         planes_fit(descriptor);
}

}  // namespace framering
