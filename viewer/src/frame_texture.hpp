#pragma once
// A frame on the GPU: one texture for each of its planes.

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "gl_object.hpp"
#include "picture_layout.hpp"

namespace framering::viewer {

/// To be used while its OpenGL context is current.
class FrameTexture {
 public:
  /// Copies the planes out of `payload`, for which `layout` was made; when it returns, the payload
  /// is needed no more. Textures are made anew only when the layout's planes are others.
  void upload(const PictureLayout& layout, std::span<const std::byte> payload);

  /// Makes plane i the texture of unit i.
  void bind() const;

  /// Of the last upload; no planes before it.
  const PictureLayout& layout() const noexcept { return layout_; }
  bool empty() const noexcept { return layout_.plane_count == 0; }

  /// What lies at a texel of a plane, its components from 0 to 1, or as they are in float planes.
  /// Nothing where OpenGL cannot read back from such a texture.
  std::optional<std::array<float, 4>> read_texel(std::size_t plane, int x, int y) const;

 private:
  std::array<GlTexture, 2> planes_;
  GlFramebuffer reader_;
  PictureLayout layout_;
};

/// The largest texture that OpenGL takes here, texels each way.
int largest_texture();

}  // namespace framering::viewer
