#pragma once
// Pixel formats by DRM fourcc and element types by dtype: the two words with which a frame says
// what its bytes are.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace framering {

/// A DRM fourcc as in <drm_fourcc.h>: four characters, the first in the lowest byte.
constexpr std::uint32_t fourcc(char a, char b, char c, char d) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(a)) |
         static_cast<std::uint32_t>(static_cast<unsigned char>(b)) << 8 |
         static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << 16 |
         static_cast<std::uint32_t>(static_cast<unsigned char>(d)) << 24;
}

/// How pixels lie in memory. Names give the order of bytes in memory; DRM names the order in a
/// little-endian word, which is why rgb8 is DRM's BGR888. Any other fourcc may travel as well.
enum class PixelFormat : std::uint32_t {
  none = 0,  ///< dtype and shape say all there is: a depth map in metres, a tensor
  rgb8 = fourcc('B', 'G', '2', '4'),
  bgr8 = fourcc('R', 'G', '2', '4'),
  rgba8 = fourcc('A', 'B', '2', '4'),
  bgra8 = fourcc('A', 'R', '2', '4'),
  gray8 = fourcc('R', '8', ' ', ' '),
  gray16 = fourcc('R', '1', '6', ' '),
  yuyv = fourcc('Y', 'U', 'Y', 'V'),  ///< 4:2:2, Y0 U Y1 V for each pair of pixels
  nv12 = fourcc('N', 'V', '1', '2'),  ///< 4:2:0, a plane of Y, then a plane of U V pairs
};

/// Element type of the array that a frame is. The numbers are part of the ring format.
enum class Dtype : std::uint8_t {
  none = 0,
  uint8 = 1,
  int8 = 2,
  uint16 = 3,
  int16 = 4,
  uint32 = 5,
  int32 = 6,
  uint64 = 7,
  int64 = 8,
  float16 = 9,
  float32 = 10,
  float64 = 11,
};

/// Bytes of one element; 0 for `Dtype::none` and for numbers that are not a Dtype.
std::size_t size_of(Dtype dtype) noexcept;

/// "rgb8", "nv12", …; empty for a fourcc without a name here.
std::string_view name_of(PixelFormat format) noexcept;

/// "uint8", "float32", … (numpy's names); empty for numbers that are not a Dtype.
std::string_view name_of(Dtype dtype) noexcept;

/// The format of that name, or nothing.
std::optional<PixelFormat> pixel_format_from_name(std::string_view name) noexcept;

}  // namespace framering
