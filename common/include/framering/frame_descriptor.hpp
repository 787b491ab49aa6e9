#pragma once
// What a frame says about itself, in the ring and on every wire. The normative page is
// docs/ring-format.md; the assertions below and tests/common/ring_layout_test.cpp hold both
// together.

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "framering/pixel_format.hpp"

namespace framering {

/// Most dimensions of a frame, and most planes.
inline constexpr std::size_t kMaxDimensions = 8;
inline constexpr std::size_t kMaxPlanes = 4;

/// YUV to RGB matrix, for YUV formats.
enum class ColorMatrix : std::uint8_t { unspecified = 0, bt601 = 1, bt709 = 2, bt2020 = 3 };
/// Whether Y runs from 16 to 235 (limited) or from 0 to 255 (full), for YUV formats.
enum class ColorRange : std::uint8_t { unspecified = 0, limited = 1, full = 2 };

/// Where `captured_ns` comes from.
enum class CapturedFrom : std::uint8_t {
  unknown = 0,
  driver = 1,  ///< the driver's buffer time
  grab = 2,    ///< the moment at which the call that fetched the frame returned
  made = 3,    ///< the moment at which the program began to make the frame
};

/// What the payload is known to be.
enum class Content : std::uint8_t {
  picture = 0,
  pattern = 1,  ///< carries pattern stamps (framering/pattern_stamp.hpp) that verify it
};

//   0        8        16       24       32       40       48       56       64
//   +--------+--------+--------+--------+--------+--------+--------+--------+
//   | index  |payload | format, | color..,| height, | capt-  | acqu-  | publ-  |
//   |        |bytes   | dtype.. | width   | reserved| ured   | ired   | ished  |
//   +--------+--------+--------+--------+--------+--------+--------+--------+
//   | shape[8]                                                              | 64
//   | strides_bytes[8]                                                      | 128
//   | plane_offset[4]                   | plane_stride[4]  | reserved       | 192
//   +-----------------------------------------------------------------------+ 256
struct FrameDescriptor {
  std::uint64_t index = 0;          ///< the frame's number within its epoch; the writer sets it
  std::uint64_t payload_bytes = 0;  ///< bytes of payload, padding of rows included
  PixelFormat pixel_format = PixelFormat::none;
  Dtype dtype = Dtype::none;
  std::uint8_t dimensions = 0;  ///< used entries of shape and strides_bytes
  std::uint8_t planes = 0;      ///< used entries of plane_offset_bytes and plane_stride_bytes
  ColorMatrix color_matrix = ColorMatrix::unspecified;
  ColorRange color_range = ColorRange::unspecified;
  CapturedFrom captured_from = CapturedFrom::unknown;
  Content content = Content::picture;
  std::uint8_t reserved0 = 0;
  std::uint32_t width = 0;   ///< pixels; 0 when the frame is no picture
  std::uint32_t height = 0;  ///< pixels; 0 when the frame is no picture
  std::uint32_t reserved1 = 0;
  std::int64_t captured_ns = 0;   ///< CLOCK_MONOTONIC: light on the sensor, as near as is known
  std::int64_t acquired_ns = 0;   ///< CLOCK_MONOTONIC: the producer has the frame
  std::int64_t published_ns = 0;  ///< CLOCK_MONOTONIC: about to become visible; the writer sets it
  std::array<std::uint64_t, kMaxDimensions> shape{};           ///< elements, outermost first
  std::array<std::uint64_t, kMaxDimensions> strides_bytes{};   ///< between elements of a dimension
  std::array<std::uint64_t, kMaxPlanes> plane_offset_bytes{};  ///< from the payload's first byte
  std::array<std::uint32_t, kMaxPlanes> plane_stride_bytes{};  ///< between rows of a plane
  std::array<std::uint8_t, 16> reserved2{};
};

static_assert(sizeof(FrameDescriptor) == 256, "readers in other languages count on it");
static_assert(offsetof(FrameDescriptor, pixel_format) == 16);
static_assert(offsetof(FrameDescriptor, content) == 26);
static_assert(offsetof(FrameDescriptor, width) == 28);
static_assert(offsetof(FrameDescriptor, captured_ns) == 40);
static_assert(offsetof(FrameDescriptor, shape) == 64);
static_assert(offsetof(FrameDescriptor, strides_bytes) == 128);
static_assert(offsetof(FrameDescriptor, plane_offset_bytes) == 192);
static_assert(offsetof(FrameDescriptor, plane_stride_bytes) == 224);
static_assert(std::is_trivially_copyable_v<FrameDescriptor>, "it is copied word by word");
static_assert(std::has_unique_object_representations_v<FrameDescriptor>, "no hidden padding");

/// Describes a picture of `format` in the memory layout that docs/ring-format.md gives for it: rows
/// of a plane start at multiples of `row_alignment_bytes`, planes follow each other without a gap.
/// Sets the format, dtype, shape, strides, planes, size and payload bytes; YUV formats get BT.601,
/// limited range. `format` must be one of the named formats other than `none`; sizes are in pixels.
FrameDescriptor describe_picture(PixelFormat format, std::uint32_t width, std::uint32_t height,
                                 std::uint32_t row_alignment_bytes = 1) noexcept;

/// Describes a dense array of `dtype` with the given shape (outermost first, at most
/// kMaxDimensions). A two-dimensional one also gets width, height and one plane, as a picture has.
FrameDescriptor describe_array(Dtype dtype, const std::uint64_t* shape,
                               std::size_t dimensions) noexcept;

/// Whether everything that the descriptor points at lies within `payload_bytes`, and that within
/// `capacity_bytes`: the check that a reader makes before it believes a descriptor.
bool is_consistent(const FrameDescriptor& descriptor, std::uint64_t capacity_bytes) noexcept;

/// Bytes that one row of plane `plane` of a picture of this format occupies without padding; 0 for
/// formats that are not named.
std::uint64_t row_bytes(PixelFormat format, std::size_t plane, std::uint32_t width) noexcept;
/// Rows of plane `plane` of a picture of this format.
std::uint32_t plane_rows(PixelFormat format, std::size_t plane, std::uint32_t height) noexcept;

}  // namespace framering
