#pragma once
// From what a camera or a decoder delivers to the pixel format of a stream, straight into the slot.

#include <cstddef>
#include <opencv2/core.hpp>
#include <span>

#include "framering/frame_descriptor.hpp"

namespace framering::producer {

/// How the pixels of a RawPicture lie.
enum class RawFormat { bgr8, rgb8, bgra8, gray8, yuyv, nv12, jpeg };

/// A picture as it came. Does not own the bytes unless `pixels` does.
struct RawPicture {
  RawFormat format = RawFormat::bgr8;
  /// bgr8, rgb8: CV_8UC3; bgra8: CV_8UC4; gray8: CV_8UC1; yuyv: CV_8UC2, of 2 ceil(W/2) columns;
  /// nv12: CV_8UC1, H + ceil(H/2) rows of 2 ceil(W/2); jpeg: CV_8UC1, one row, the file's bytes.
  cv::Mat pixels;
  std::uint32_t width = 0;                        ///< pixels
  std::uint32_t height = 0;                       ///< pixels
  ColorMatrix color_matrix = ColorMatrix::bt601;  ///< of YUV
  ColorRange color_range = ColorRange::limited;   ///< of YUV
};

/// What a raw picture of that format and size becomes as `wanted`: YUV that stays YUV keeps its
/// colour matrix and range.
FrameDescriptor describe_converted(const RawPicture& raw, PixelFormat wanted);

/// Converts pictures; keeps scratch memory between them. Belongs to one thread.
class PictureConverter {
 public:
  /// Writes `raw` into `payload` in the layout of `target`, which came from describe_converted()
  /// for this format and size and is rgb8, bgr8, gray8, yuyv or nv12. Same format: a copy. False:
  /// the bytes are no such picture (a broken or differently sized JPEG, too few rows).
  [[nodiscard]] bool convert(const RawPicture& raw, const FrameDescriptor& target,
                             std::span<std::byte> payload);

 private:
  bool convert_jpeg(const RawPicture& raw, const FrameDescriptor& target,
                    std::span<std::byte> payload);
  void convert_rgb(const RawPicture& raw, const FrameDescriptor& target,
                   std::span<std::byte> payload);
  void convert_yuv(const RawPicture& raw, const FrameDescriptor& target,
                   std::span<std::byte> payload);

  cv::Mat decoded_;
  cv::Mat rgb_;
  cv::Mat yuv_;
};

}  // namespace framering::producer
