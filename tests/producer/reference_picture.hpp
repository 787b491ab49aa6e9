#pragma once
// Pictures as plain arrays of colours, with the textbook's formulas and loops: what the converter
// is compared with. Shares nothing with it.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "framering/frame_descriptor.hpp"

namespace framering::test {

using Color = std::array<double, 3>;  ///< R, G, B or Y, U, V, 0 to 255

/// A picture of one colour per pixel.
struct ReferencePicture {
  int width = 0;
  int height = 0;
  std::vector<Color> pixels;

  ReferencePicture(int w, int h) : width(w), height(h), pixels(std::size_t(w) * std::size_t(h)) {}
  Color& at(int x, int y) { return pixels[std::size_t(y) * std::size_t(width) + std::size_t(x)]; }
  /// Beyond the edges the edge goes on.
  const Color& at(int x, int y) const {
    const int cx = std::clamp(x, 0, width - 1);
    const int cy = std::clamp(y, 0, height - 1);
    return pixels[std::size_t(cy) * std::size_t(width) + std::size_t(cx)];
  }
};

struct YuvFormula {
  double red, blue;  ///< their weights in Y
  bool limited;
};

inline YuvFormula formula_of(ColorMatrix matrix, ColorRange range) {
  const bool limited = range != ColorRange::full;
  if (matrix == ColorMatrix::bt709) return {0.2126, 0.0722, limited};
  if (matrix == ColorMatrix::bt2020) return {0.2627, 0.0593, limited};
  return {0.299, 0.114, limited};
}

inline Color yuv_of(const Color& rgb, const YuvFormula& formula) {
  const double green = 1 - formula.red - formula.blue;
  const double y = (formula.red * rgb[0] + green * rgb[1] + formula.blue * rgb[2]) / 255;
  const double u = (rgb[2] / 255 - y) / (2 - 2 * formula.blue);
  const double v = (rgb[0] / 255 - y) / (2 - 2 * formula.red);
  if (formula.limited) return {16 + 219 * y, 128 + 224 * u, 128 + 224 * v};
  return {255 * y, 128 + 255 * u, 128 + 255 * v};
}

inline Color rgb_of(const Color& yuv, const YuvFormula& formula) {
  const double green = 1 - formula.red - formula.blue;
  const double y = formula.limited ? (yuv[0] - 16) / 219 : yuv[0] / 255;
  const double u = (yuv[1] - 128) / (formula.limited ? 224 : 255);
  const double v = (yuv[2] - 128) / (formula.limited ? 224 : 255);
  const double r = y + (2 - 2 * formula.red) * v;
  const double b = y + (2 - 2 * formula.blue) * u;
  const double g = (y - formula.red * r - formula.blue * b) / green;
  const auto byte = [](double value) { return std::clamp(value * 255, 0.0, 255.0); };
  return {byte(r), byte(g), byte(b)};
}

inline std::uint8_t to_byte(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

/// The mean of channel `c` over a block of pixels.
inline double mean(const ReferencePicture& picture, int x, int y, int wide, int high,
                   std::size_t c) {
  double sum = 0;
  for (int j = 0; j < high; ++j) {
    for (int i = 0; i < wide; ++i) sum += picture.at(x + i, y + j)[c];
  }
  return sum / (wide * high);
}

}  // namespace framering::test
