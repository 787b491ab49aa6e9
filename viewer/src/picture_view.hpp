#pragma once
// The picture that is shown: the newest whole frame on the GPU, and how it is looked at.

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "frame_renderer.hpp"
#include "frame_texture.hpp"
#include "framering/borrowed_frame.hpp"
#include "image.hpp"
#include "range_control.hpp"
#include "view_transform.hpp"

namespace framering::viewer {

/// What became of a frame that was to be uploaded.
enum class Upload {
  done,
  overtaken,   ///< overwritten meanwhile; what was shown before still is
  unshowable,  ///< a format that cannot be shown: problem() says why
};

/// To be used while its OpenGL context is current.
class PictureView {
 public:
  /// Errors: unsupported, if OpenGL does not take the shaders.
  static Result<PictureView> create(const std::optional<ValueRange>& range);

  /// Uploads the frame from where it lies.
  Upload upload(const BorrowedFrame& frame);

  /// Draws into the framebuffer that is bound, of transform().window()'s size.
  void draw() const;

  /// The whole picture at its own size. Leaves the framebuffer bound that it was read from.
  Image snapshot() const;

  bool empty() const noexcept { return empty_; }
  const FrameTexture& texture() const noexcept { return textures_[front_]; }
  const std::string& problem() const noexcept { return problem_; }
  ViewTransform& transform() noexcept { return transform_; }
  const ViewTransform& transform() const noexcept { return transform_; }
  RangeControl& range() noexcept { return range_; }
  const RangeControl& range() const noexcept { return range_; }

 private:
  PictureView(FrameRenderer renderer, const std::optional<ValueRange>& range);

  FrameRenderer renderer_;
  RangeControl range_;
  ViewTransform transform_;
  std::array<FrameTexture, 2> textures_;  // one is shown while the other is filled
  std::size_t front_ = 0;
  bool empty_ = true;
  std::string problem_;
};

}  // namespace framering::viewer
