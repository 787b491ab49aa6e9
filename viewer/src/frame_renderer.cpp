// Choosing the shader and telling it about the frame.

#include "frame_renderer.hpp"

#include <utility>

#include "shader_texts.hpp"

namespace framering::viewer {
namespace {

constexpr float kBackground = 0.07F;

// From here on single pixels are worth seeing as squares.
constexpr double kSquarePixels = 2;

struct YuvWeights {
  float red;
  float blue;
};

// Kr and Kb of ITU-R BT.601-7, BT.709-6 and BT.2020-2; cameras that say nothing mean BT.601.
YuvWeights weights_of(ColorMatrix matrix) {
  switch (matrix) {
    case ColorMatrix::bt709:
      return {0.2126F, 0.0722F};
    case ColorMatrix::bt2020:
      return {0.2627F, 0.0593F};
    case ColorMatrix::bt601:
    case ColorMatrix::unspecified:
      break;
  }
  return {0.299F, 0.114F};
}

void set_yuv(const GlProgram& program, const PictureLayout& layout) {
  const bool full = layout.color_range == ColorRange::full;
  const YuvWeights weights = weights_of(layout.color_matrix);
  program.set("weight_red", weights.red);
  program.set("weight_blue", weights.blue);
  program.set("luma_black", full ? 0.0F : 16.0F / 255);
  program.set("luma_scale", full ? 1.0F : 255.0F / 219);
  program.set("chroma_scale", full ? 1.0F : 255.0F / 224);
}

void set_value(const GlProgram& program, const PictureLayout& layout, const ValueRange& range) {
  program.set("value_scale", static_cast<float>(layout.value_scale));
  program.set("value_low", static_cast<float>(range.low));
  program.set("value_high", static_cast<float>(range.high));
}

void set_place(const GlProgram& program, const ViewTransform& transform) {
  program.set("frame_size", transform.frame());
  program.set("frame_origin", transform.origin());
  program.set("frame_step", static_cast<float>(1 / transform.scale()));
  program.set("target_height", static_cast<float>(transform.window().height));
  const bool squares = transform.scale() == 1 || transform.scale() >= kSquarePixels;
  program.set("interpolate", squares ? 0 : 1);
  program.set("background", kBackground, kBackground, kBackground);
}

}  // namespace

Result<FrameRenderer> FrameRenderer::create() {
  using namespace shaders;
  auto rgb = GlProgram::create(picture_vert, {color_rgb_frag, picture_frag});
  auto value = GlProgram::create(picture_vert, {color_value_frag, picture_frag});
  auto yuyv = GlProgram::create(picture_vert, {yuv_frag, color_yuyv_frag, picture_frag});
  auto nv12 = GlProgram::create(picture_vert, {yuv_frag, color_nv12_frag, picture_frag});
  for (const auto* program : {&rgb, &value, &yuyv, &nv12}) {
    if (!*program) return program->error();
  }
  return FrameRenderer(*std::move(rgb), *std::move(value), *std::move(yuyv), *std::move(nv12));
}

FrameRenderer::FrameRenderer(GlProgram rgb, GlProgram value, GlProgram yuyv, GlProgram nv12)
    : rgb_(std::move(rgb)),
      value_(std::move(value)),
      yuyv_(std::move(yuyv)),
      nv12_(std::move(nv12)) {}

const GlProgram& FrameRenderer::program_for(Sampling sampling) const {
  switch (sampling) {
    case Sampling::value:
      return value_;
    case Sampling::yuyv:
      return yuyv_;
    case Sampling::nv12:
      return nv12_;
    case Sampling::rgb:
    case Sampling::bgr:
      break;
  }
  return rgb_;
}

void FrameRenderer::draw(const FrameTexture& texture, const ViewTransform& transform,
                         const ValueRange& range) const {
  const PictureLayout& layout = texture.layout();
  const GlProgram& program = program_for(layout.sampling);
  program.use();
  set_place(program, transform);
  program.set("plane0", 0);
  program.set("plane1", 1);
  program.set("blue_first", layout.sampling == Sampling::bgr ? 1 : 0);
  set_value(program, layout, range);
  set_yuv(program, layout);
  texture.bind();
  glViewport(0, 0, transform.window().width, transform.window().height);
  glBindVertexArray(no_vertices_.name());
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

void FrameRenderer::clear(Size target) {
  glViewport(0, 0, target.width, target.height);
  glClearColor(kBackground, kBackground, kBackground, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace framering::viewer
