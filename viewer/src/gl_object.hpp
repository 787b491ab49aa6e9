#pragma once
// OpenGL's named objects, deleted with their owner. To be made and destroyed while their context is
// current.

#include <utility>

#include "gl_api.hpp"

namespace framering::viewer {

template <void (*Generate)(GLsizei, GLuint*), void (*Delete)(GLsizei, const GLuint*)>
class GlObject {
 public:
  GlObject() { Generate(1, &name_); }
  GlObject(GlObject&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  GlObject& operator=(GlObject&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  ~GlObject() {
    if (name_ != 0) Delete(1, &name_);
  }

  GLuint name() const noexcept { return name_; }

 private:
  GLuint name_ = 0;
};

using GlTexture = GlObject<glGenTextures, glDeleteTextures>;
using GlFramebuffer = GlObject<glGenFramebuffers, glDeleteFramebuffers>;
using GlVertexArray = GlObject<glGenVertexArrays, glDeleteVertexArrays>;

}  // namespace framering::viewer
