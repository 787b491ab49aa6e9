#pragma once
// From what a camera or a decoder delivers to the pixel format of a stream, straight into the slot.

#include <cstddef>
#include <opencv2/core.hpp>
#include <span>

#include "framering/frame_descriptor.hpp"
#include "raw_picture.hpp"

namespace framering::producer {

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

  cv::Mat rgb_;
  cv::Mat yuv_;
};

}  // namespace framering::producer
