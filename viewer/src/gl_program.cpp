// Compiling and linking shaders.

#include "gl_program.hpp"

#include <string>
#include <utility>
#include <vector>

namespace framering::viewer {
namespace {

constexpr const char* kVersion = "#version 330 core\n";

std::string compile_log(GLuint shader) {
  std::string log(1024, '\0');
  GLsizei length = 0;
  glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), &length, log.data());
  log.resize(static_cast<std::size_t>(length));
  return log;
}

std::string link_log(GLuint program) {
  std::string log(1024, '\0');
  GLsizei length = 0;
  glGetProgramInfoLog(program, static_cast<GLsizei>(log.size()), &length, log.data());
  log.resize(static_cast<std::size_t>(length));
  return log;
}

Result<GLuint> compile(GLenum kind, std::initializer_list<const char*> texts) {
  std::vector<const char*> all = {kVersion};
  all.insert(all.end(), texts);
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, static_cast<GLsizei>(all.size()), all.data(), nullptr);
  glCompileShader(shader);
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
  if (compiled == GL_TRUE) return shader;
  const Error error{ErrorCode::unsupported, "a shader does not compile: " + compile_log(shader)};
  glDeleteShader(shader);
  return error;
}

}  // namespace

Result<GlProgram> GlProgram::create(const char* vertex,
                                    std::initializer_list<const char*> fragment) {
  const auto vertex_shader = compile(GL_VERTEX_SHADER, {vertex});
  if (!vertex_shader) return vertex_shader.error();
  const auto fragment_shader = compile(GL_FRAGMENT_SHADER, fragment);
  if (!fragment_shader) {
    glDeleteShader(*vertex_shader);
    return fragment_shader.error();
  }
  GlProgram program(glCreateProgram());
  for (const GLuint shader : {*vertex_shader, *fragment_shader}) {
    glAttachShader(program.name_, shader);
    glDeleteShader(shader);  // lives on with the program
  }
  glLinkProgram(program.name_);
  GLint linked = GL_FALSE;
  glGetProgramiv(program.name_, GL_LINK_STATUS, &linked);
  if (linked == GL_TRUE) return program;
  return Error{ErrorCode::unsupported, "shaders do not link: " + link_log(program.name_)};
}

GlProgram::GlProgram(GlProgram&& other) noexcept : name_(std::exchange(other.name_, 0)) {}

GlProgram& GlProgram::operator=(GlProgram&& other) noexcept {
  std::swap(name_, other.name_);
  return *this;
}

GlProgram::~GlProgram() {
  if (name_ != 0) glDeleteProgram(name_);
}

void GlProgram::set(const char* uniform, int value) const {
  glUniform1i(glGetUniformLocation(name_, uniform), value);
}

void GlProgram::set(const char* uniform, float value) const {
  glUniform1f(glGetUniformLocation(name_, uniform), value);
}

void GlProgram::set(const char* uniform, Size value) const {
  glUniform2i(glGetUniformLocation(name_, uniform), value.width, value.height);
}

void GlProgram::set(const char* uniform, Point value) const {
  glUniform2f(glGetUniformLocation(name_, uniform), static_cast<float>(value.x),
              static_cast<float>(value.y));
}

void GlProgram::set(const char* uniform, float x, float y, float z) const {
  glUniform3f(glGetUniformLocation(name_, uniform), x, y, z);
}

}  // namespace framering::viewer
