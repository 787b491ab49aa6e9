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
  const Size frame = transform.frame();
  program.set("frame_size",
              Point{static_cast<double>(frame.width), static_cast<double>(frame.height)});
  program.set("last_pixel", Size{frame.width - 1, frame.height - 1});
  program.set("frame_origin", transform.origin());
  program.set("frame_step", static_cast<float>(1 / transform.scale()));
  program.set("target_height", static_cast<float>(transform.window().height));
  program.set("background", kBackground, kBackground, kBackground);
}

// What color_at() is made of for a way of sampling.
struct ColorTexts {
  const char* conversion;
  const char* color;
};

ColorTexts color_texts(Sampling sampling) {
  switch (sampling) {
    case Sampling::value:
      return {"", shaders::color_value_frag};
    case Sampling::yuyv:
      return {shaders::yuv_frag, shaders::color_yuyv_frag};
    case Sampling::nv12:
      return {shaders::yuv_frag, shaders::color_nv12_frag};
    case Sampling::rgb:
    case Sampling::bgr:
      break;
  }
  return {"", shaders::color_rgb_frag};
}

bool in_squares(const ViewTransform& transform) {
  return transform.scale() == 1 || transform.scale() >= kSquarePixels;
}

std::size_t program_index(Sampling sampling, bool squares) {
  return static_cast<std::size_t>(sampling) * 2 + (squares ? 0 : 1);
}

}  // namespace

Result<FrameRenderer> FrameRenderer::create() {
  std::vector<GlProgram> programs;
  for (const Sampling sampling : kSamplings) {
    const ColorTexts texts = color_texts(sampling);
    for (const char* around : {shaders::pixels_frag, shaders::smooth_frag}) {
      auto program = GlProgram::create(
          shaders::picture_vert, {texts.conversion, texts.color, around, shaders::picture_frag});
      if (!program) return program.error();
      programs.push_back(*std::move(program));
    }
  }
  return FrameRenderer(std::move(programs));
}

void FrameRenderer::draw(const FrameTexture& texture, const ViewTransform& transform,
                         const ValueRange& range) const {
  const PictureLayout& layout = texture.layout();
  const GlProgram& program = programs_[program_index(layout.sampling, in_squares(transform))];
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
