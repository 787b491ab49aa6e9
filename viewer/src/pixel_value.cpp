// Reading back a pixel.

#include "pixel_value.hpp"

#include <spdlog/fmt/fmt.h>

#include <cmath>

namespace framering::viewer {
namespace {

int byte_of(float component) { return static_cast<int>(std::lround(component * 255)); }

std::string color_text(const std::array<float, 4>& texel, bool blue_first, bool alpha) {
  const int red = byte_of(texel[blue_first ? 2 : 0]);
  const int blue = byte_of(texel[blue_first ? 0 : 2]);
  const std::string text = fmt::format("R {}  G {}  B {}", red, byte_of(texel[1]), blue);
  return alpha ? text + fmt::format("  A {}", byte_of(texel[3])) : text;
}

std::string value_text(float component, const PictureLayout& layout) {
  if (layout.value_scale == 1) return fmt::format("{:.6g}", component);
  return fmt::format("{}", std::lround(static_cast<double>(component) * layout.value_scale));
}

std::string yuv_text(float y, float u, float v) {
  return fmt::format("Y {}  U {}  V {}", byte_of(y), byte_of(u), byte_of(v));
}

}  // namespace

std::string pixel_value(const FrameTexture& texture, int x, int y) {
  const PictureLayout& layout = texture.layout();
  const Size size = layout.size;
  if (texture.empty() || x < 0 || y < 0 || x >= size.width || y >= size.height) return {};
  const bool pairs = layout.sampling == Sampling::yuyv;
  const auto texel = texture.read_texel(0, pairs ? x / 2 : x, y);
  if (!texel) return {};
  switch (layout.sampling) {
    case Sampling::value:
      return value_text((*texel)[0], layout);
    case Sampling::yuyv:
      return yuv_text((*texel)[x % 2 == 0 ? 0 : 2], (*texel)[1], (*texel)[3]);
    case Sampling::nv12:
      if (const auto chroma = texture.read_texel(1, x / 2, y / 2)) {
        return yuv_text((*texel)[0], (*chroma)[0], (*chroma)[1]);
      }
      return {};
    case Sampling::rgb:
    case Sampling::bgr:
      break;
  }
  return color_text(*texel, layout.sampling == Sampling::bgr,
                    layout.planes[0].texel == Texel::rgba8);
}

}  // namespace framering::viewer
