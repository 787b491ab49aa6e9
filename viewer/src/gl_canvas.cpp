// Framebuffer objects and reading back.

#include "gl_canvas.hpp"

#include <algorithm>

namespace framering::viewer {

void GlCanvas::resize(Size size) {
  if (size == size_) return;
  size_ = size;
  glBindTexture(GL_TEXTURE_2D, color_.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, color_.name(), 0);
}

void GlCanvas::bind() const { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name()); }

void GlCanvas::copy_to_window() const {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
  glBlitFramebuffer(0, 0, size_.width, size_.height, 0, 0, size_.width, size_.height,
                    GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

Image read_framebuffer(Size size) {
  const std::size_t row = static_cast<std::size_t>(size.width) * 3;
  Image image{size, std::vector<std::uint8_t>(row * static_cast<std::size_t>(size.height))};
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size.width, size.height, GL_RGB, GL_UNSIGNED_BYTE, image.rgb.data());
  // OpenGL's rows begin at the bottom.
  const auto rows = static_cast<std::ptrdiff_t>(size.height);
  const auto bytes = static_cast<std::ptrdiff_t>(row);
  for (std::ptrdiff_t top = 0, bottom = rows - 1; top < bottom; ++top, --bottom) {
    const auto upper = image.rgb.begin() + top * bytes;
    std::swap_ranges(upper, upper + bytes, image.rgb.begin() + bottom * bytes);
  }
  return image;
}

}  // namespace framering::viewer
