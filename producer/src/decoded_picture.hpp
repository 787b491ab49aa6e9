#pragma once
// What OpenCV's decoders deliver, made ready to be published.

#include <opencv2/core.hpp>
#include <optional>
#include <span>

#include "framering/frame_descriptor.hpp"
#include "options.hpp"
#include "picture_converter.hpp"

namespace framering::producer {

/// A decoded video frame or image on its way into a slot. Belongs to one thread.
class DecodedPicture {
 public:
  /// `wanted`: what 8-bit pictures become. `size`: what all are scaled to; nothing: they keep
  /// theirs.
  DecodedPicture(PixelFormat wanted, std::optional<PictureSize> size)
      : wanted_(wanted), size_(size) {}

  /// Takes a picture as cv::imread and cv::VideoCapture deliver it: 1, 3 (BGR) or 4 (BGRA) channels
  /// of any depth. One channel of more than 8 bits stays as it is; else depths become 8 bits.
  /// False: it is empty or has another number of channels.
  [[nodiscard]] bool take(const cv::Mat& decoded);

  /// What write() stores, without stamps. Before the first take(): nothing.
  const FrameDescriptor& frame() const noexcept { return frame_; }

  [[nodiscard]] bool write(std::span<std::byte> payload);

 private:
  PixelFormat wanted_;
  std::optional<PictureSize> size_;
  RawPicture raw_;
  FrameDescriptor frame_;
  PictureConverter converter_;
};

}  // namespace framering::producer
