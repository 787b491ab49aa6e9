#pragma once
// The picture that is shown: the newest whole frame on the GPU, and how it is looked at.

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "ab_comparison.hpp"
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
  Upload upload(const BorrowedFrame& frame, Side side = Side::a);

  /// Draws into the framebuffer that is bound, of transform().window()'s size: side A, and in its
  /// right half side B if the picture is split and there is one.
  void draw() const;

  /// Whether the picture is split; side B is then empty until something is uploaded.
  void set_split(bool split);
  bool split() const noexcept { return split_; }

  /// The whole picture at its own size. Leaves the framebuffer bound that it was read from.
  Image snapshot() const;

  /// Of side A.
  bool empty() const noexcept { return shown(Side::a).empty; }
  const FrameTexture& texture() const noexcept { return shown(Side::a).front(); }
  const std::string& problem() const noexcept { return problem_; }
  ViewTransform& transform() noexcept { return transform_; }
  const ViewTransform& transform() const noexcept { return transform_; }
  RangeControl& range() noexcept { return range_; }
  const RangeControl& range() const noexcept { return range_; }

 private:
  struct Shown {
    std::array<FrameTexture, 2> textures;  // one is shown while the other is filled
    std::size_t front_at = 0;
    bool empty = true;

    const FrameTexture& front() const noexcept { return textures[front_at]; }
    FrameTexture& back() noexcept { return textures[1 - front_at]; }
    void flip() noexcept;
  };

  PictureView(FrameRenderer renderer, const std::optional<ValueRange>& range);
  const Shown& shown(Side side) const { return sides_[static_cast<std::size_t>(side)]; }
  void draw_b() const;

  FrameRenderer renderer_;
  RangeControl range_;
  ViewTransform transform_;
  std::array<Shown, 2> sides_;
  bool split_ = false;
  std::string problem_;
};

}  // namespace framering::viewer
