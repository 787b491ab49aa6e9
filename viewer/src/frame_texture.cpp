// Uploading and reading back a frame's planes.

#include "frame_texture.hpp"

namespace framering::viewer {
namespace {

struct GlFormat {
  GLint internal;
  GLenum format;
  GLenum type;
};

GlFormat gl_format(Texel texel) {
  switch (texel) {
    case Texel::r8:
      return {GL_R8, GL_RED, GL_UNSIGNED_BYTE};
    case Texel::rg8:
      return {GL_RG8, GL_RG, GL_UNSIGNED_BYTE};
    case Texel::rgb8:
      return {GL_RGB8, GL_RGB, GL_UNSIGNED_BYTE};
    case Texel::rgba8:
      return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE};
    case Texel::r16:
      return {GL_R16, GL_RED, GL_UNSIGNED_SHORT};
    case Texel::r16f:
      return {GL_R16F, GL_RED, GL_HALF_FLOAT};
    case Texel::r32f:
      return {GL_R32F, GL_RED, GL_FLOAT};
  }
  return {};
}

void allocate(const PlaneLayout& plane) {
  const GlFormat gl = gl_format(plane.texel);
  glTexImage2D(GL_TEXTURE_2D, 0, gl.internal, plane.size.width, plane.size.height, 0, gl.format,
               gl.type, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

void upload_rows(const PlaneLayout& plane, int first, int rows, const std::byte* data) {
  const GlFormat gl = gl_format(plane.texel);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first, plane.size.width, rows, gl.format, gl.type, data);
}

void upload_plane(const PlaneLayout& plane, const std::byte* data) {
  const std::size_t texel = size_of(plane.texel);
  const std::size_t row = static_cast<std::size_t>(plane.size.width) * texel;
  if (plane.stride_bytes >= row && plane.stride_bytes % texel == 0) {
    glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(plane.stride_bytes / texel));
    upload_rows(plane, 0, plane.size.height, data);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    return;
  }
  // OpenGL counts the distance of rows in texels; this one is no multiple of them.
  for (int y = 0; y < plane.size.height; ++y) {
    upload_rows(plane, y, 1, data + static_cast<std::size_t>(y) * plane.stride_bytes);
  }
}

bool same_storage(const PlaneLayout& a, const PlaneLayout& b) {
  return a.texel == b.texel && a.size == b.size;
}

}  // namespace

void FrameTexture::upload(const PictureLayout& layout, std::span<const std::byte> payload) {
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glActiveTexture(GL_TEXTURE0);
  for (std::size_t i = 0; i < layout.plane_count; ++i) {
    const PlaneLayout& plane = layout.planes[i];
    glBindTexture(GL_TEXTURE_2D, planes_[i].name());
    if (i >= layout_.plane_count || !same_storage(plane, layout_.planes[i])) allocate(plane);
    upload_plane(plane, payload.data() + plane.offset_bytes);
  }
  layout_ = layout;
}

void FrameTexture::bind() const {
  for (std::size_t i = 0; i < layout_.plane_count; ++i) {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(i));
    glBindTexture(GL_TEXTURE_2D, planes_[i].name());
  }
  glActiveTexture(GL_TEXTURE0);
}

std::optional<std::array<float, 4>> FrameTexture::read_texel(std::size_t plane, int x,
                                                             int y) const {
  GLint drawn_to = 0;
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &drawn_to);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, reader_.name());
  glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D,
                         planes_[plane].name(), 0);
  std::optional<std::array<float, 4>> texel;
  if (glCheckFramebufferStatus(GL_READ_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE) {
    glClampColor(GL_CLAMP_READ_COLOR, GL_FALSE);
    glReadPixels(x, y, 1, 1, GL_RGBA, GL_FLOAT, texel.emplace().data());
  }
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(drawn_to));
  return texel;
}

int largest_texture() {
  GLint texels = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &texels);
  return texels;
}

}  // namespace framering::viewer
