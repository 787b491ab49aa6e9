#pragma once
// Draws a frame's textures as a picture.

#include <utility>
#include <vector>

#include "frame_texture.hpp"
#include "framering/result.hpp"
#include "gl_object.hpp"
#include "gl_program.hpp"
#include "value_range.hpp"
#include "view_transform.hpp"

namespace framering::viewer {

/// The shaders for all formats. To be used while its OpenGL context is current.
class FrameRenderer {
 public:
  /// Errors: unsupported, if the shaders do not compile here.
  static Result<FrameRenderer> create();

  /// Fills the framebuffer that is bound, of the transform's window size, with the part of the
  /// picture that the transform shows. `range` matters for pictures of values.
  void draw(const FrameTexture& texture, const ViewTransform& transform,
            const ValueRange& range) const;

  /// Fills it with the background alone.
  static void clear(Size target);

 private:
  explicit FrameRenderer(std::vector<GlProgram> programs) : programs_(std::move(programs)) {}

  std::vector<GlProgram> programs_;  // for each way of sampling: in squares, and smooth
  GlVertexArray no_vertices_;        // a core context draws nothing without one
};

}  // namespace framering::viewer
