#pragma once
// A linked pair of shaders and its uniforms.

#include <initializer_list>

#include "framering/result.hpp"
#include "geometry.hpp"
#include "gl_api.hpp"

namespace framering::viewer {

class GlProgram {
 public:
  /// Compiles GLSL 3.30 core; the fragment shader is made of several texts, in this order.
  /// Errors: unsupported, with what the compiler said.
  static Result<GlProgram> create(const char* vertex, std::initializer_list<const char*> fragment);

  GlProgram(GlProgram&& other) noexcept;
  GlProgram& operator=(GlProgram&& other) noexcept;
  ~GlProgram();

  void use() const { glUseProgram(name_); }

  // Uniforms of the program in use; one that the shaders do not have is left out.
  void set(const char* uniform, int value) const;
  void set(const char* uniform, float value) const;
  void set(const char* uniform, Size value) const;
  void set(const char* uniform, Point value) const;
  void set(const char* uniform, float x, float y, float z) const;

 private:
  explicit GlProgram(GLuint name) : name_(name) {}

  GLuint name_ = 0;
};

}  // namespace framering::viewer
