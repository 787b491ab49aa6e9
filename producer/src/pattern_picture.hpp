#pragma once
// The picture that the pattern shows: colour bars and gradients, drawn once, wider than a frame.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "framering/frame_descriptor.hpp"

namespace framering::producer {

/// A picture that repeats itself every period(), so that a window that moves along it never ends.
class PatternPicture {
 public:
  /// Draws for frames that `frame` describes: rgb8, bgr8, gray8, yuyv or nv12, densely packed.
  explicit PatternPicture(const FrameDescriptor& frame);

  /// Pixels after which the picture repeats; even.
  std::uint32_t period() const noexcept { return period_; }

  /// Copies the frame-sized window that begins at the even column `offset`, less than period().
  void copy_window(std::uint32_t offset, std::span<std::byte> payload) const;

 private:
  FrameDescriptor frame_;
  std::uint32_t period_;
  FrameDescriptor strip_;  // the frame's height, but a period wider
  std::vector<std::byte> pixels_;
};

}  // namespace framering::producer
