// RGB to YUV and back: ITU-R BT.601-7, BT.709-6 and BT.2020-2, quantised to 8 bits.

#include "yuv_matrix.hpp"

namespace framering::producer {
namespace {

/// Weights of red and blue in Y; green has the rest.
struct Weights {
  float red;
  float blue;
  float green() const { return 1 - red - blue; }
};

Weights weights_of(ColorMatrix matrix) {
  switch (matrix) {
    case ColorMatrix::bt709:
      return {0.2126F, 0.0722F};
    case ColorMatrix::bt2020:
      return {0.2627F, 0.0593F};
    case ColorMatrix::unspecified:
    case ColorMatrix::bt601:
      break;
  }
  return {0.299F, 0.114F};
}

/// How far Y and chroma reach when colours run from 0 to 255.
struct Extent {
  float y_offset;
  float y_scale;
  float chroma_scale;
};

Extent extent_of(ColorRange range) {
  if (range == ColorRange::full) return {0, 1, 1};
  return {16, 219.0F / 255, 224.0F / 255};
}

constexpr float kChromaZero = 128;

}  // namespace

cv::Matx34f yuv_from_rgb(ColorMatrix matrix, ColorRange range, ChannelOrder order) {
  const Weights w = weights_of(matrix);
  const Extent extent = extent_of(range);
  const float y = extent.y_scale;
  const float u = extent.chroma_scale / (2 * (1 - w.blue));
  const float v = extent.chroma_scale / (2 * (1 - w.red));
  cv::Matx34f map(y * w.red, y * w.green(), y * w.blue, extent.y_offset,       // Y
                  -u * w.red, -u * w.green(), u * (1 - w.blue), kChromaZero,   // U
                  v * (1 - w.red), -v * w.green(), -v * w.blue, kChromaZero);  // V
  if (order == ChannelOrder::bgr) {
    for (int row = 0; row < 3; ++row) std::swap(map(row, 0), map(row, 2));
  }
  return map;
}

cv::Matx34f rgb_from_yuv(ColorMatrix matrix, ColorRange range, ChannelOrder order) {
  const Weights w = weights_of(matrix);
  const Extent extent = extent_of(range);
  const float y = 1 / extent.y_scale;
  const float red_v = 2 * (1 - w.red) / extent.chroma_scale;
  const float blue_u = 2 * (1 - w.blue) / extent.chroma_scale;
  const float green_u = -blue_u * w.blue / w.green();
  const float green_v = -red_v * w.red / w.green();
  const float base = -y * extent.y_offset;
  cv::Matx34f map(y, 0, red_v, base - kChromaZero * red_v,                        // red
                  y, green_u, green_v, base - kChromaZero * (green_u + green_v),  // green
                  y, blue_u, 0, base - kChromaZero * blue_u);                     // blue
  if (order == ChannelOrder::bgr) {
    for (int column = 0; column < 4; ++column) std::swap(map(0, column), map(2, column));
  }
  return map;
}

}  // namespace framering::producer
