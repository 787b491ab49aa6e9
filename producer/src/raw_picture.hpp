#pragma once
// A picture as a camera or a decoder delivers it.

#include <cstdint>
#include <opencv2/core.hpp>

#include "framering/frame_descriptor.hpp"

namespace framering::producer {

/// How the pixels of a RawPicture lie.
enum class RawFormat { bgr8, rgb8, bgra8, gray8, yuyv, nv12, jpeg };

/// A picture as it came. Does not own the bytes unless `pixels` does.
struct RawPicture {
  RawFormat format = RawFormat::bgr8;
  cv::Mat pixels;                                 ///< of the shape_of() this picture
  std::uint32_t width = 0;                        ///< pixels
  std::uint32_t height = 0;                       ///< pixels
  ColorMatrix color_matrix = ColorMatrix::bt601;  ///< of YUV
  ColorRange color_range = ColorRange::limited;   ///< of YUV
};

/// Columns, rows and OpenCV's type of a picture's pixels.
struct PixelsShape {
  int columns;
  int rows;
  int type;
};

/// What `raw.pixels` must be. yuyv: 2 ceil(W/2) columns of two bytes; nv12: H + ceil(H/2) rows of
/// 2 ceil(W/2) bytes; jpeg: one row, the file's bytes, however many; others: W x H pixels.
PixelsShape shape_of(const RawPicture& raw);

/// Whether a picture of that raw format becomes one of `format` by a copy.
bool same(RawFormat raw, PixelFormat format);

inline bool is_yuv(RawFormat format) {
  return format == RawFormat::yuyv || format == RawFormat::nv12;
}

/// `side`, rounded up to what two pixels that share their chroma fill.
inline int even(std::uint32_t side) { return static_cast<int>((side + 1) / 2 * 2); }

}  // namespace framering::producer
