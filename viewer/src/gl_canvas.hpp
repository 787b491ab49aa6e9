#pragma once
// An off-screen picture to draw into, and what is read back from the screen or from it.

#include "framering/result.hpp"
#include "geometry.hpp"
#include "gl_object.hpp"
#include "image.hpp"

namespace framering::viewer {

/// A framebuffer of RGBA, 8 bits each.
class GlCanvas {
 public:
  /// Changes the size, if it is another; the contents are then undefined.
  void resize(Size size);
  /// What is drawn from now on is drawn here.
  void bind() const;
  /// Copies what was drawn here to the window, which is then drawn to.
  void copy_to_window() const;
  Size size() const noexcept { return size_; }

 private:
  GlFramebuffer framebuffer_;
  GlTexture color_;
  Size size_;
};

/// What has been drawn into the framebuffer that is bound, from its lower left corner.
Image read_framebuffer(Size size);

}  // namespace framering::viewer
