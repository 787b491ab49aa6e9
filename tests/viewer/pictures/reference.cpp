// The reference conversion.

#include "reference.hpp"

#include <algorithm>
#include <cstring>

namespace framering::test {
namespace {

using Rgb = std::array<double, 3>;

int byte_at(const TestFrame& frame, std::size_t offset) {
  return std::to_integer<int>(frame.payload.at(offset));
}

template <typename Number>
double number_at(const TestFrame& frame, std::size_t offset) {
  Number number;
  std::memcpy(&number, &frame.payload.at(offset), sizeof(number));
  return static_cast<double>(number);
}

Rgb clipped(Rgb color) {
  for (double& part : color) part = std::clamp(part, 0.0, 255.0);
  return color;
}

// The matrices as the standards print them, for Cb and Cr in units of Y's full swing.
Rgb from_yuv(const FrameDescriptor& d, int y, int u, int v) {
  const bool full = d.color_range == ColorRange::full;
  const double luma = full ? y : (y - 16) * 255.0 / 219;
  const double cb = (u - 128) * (full ? 1.0 : 255.0 / 224);
  const double cr = (v - 128) * (full ? 1.0 : 255.0 / 224);
  switch (d.color_matrix) {
    case ColorMatrix::bt709:
      return clipped(
          {luma + 1.5748 * cr, luma - 0.187324 * cb - 0.468124 * cr, luma + 1.8556 * cb});
    case ColorMatrix::bt2020:
      return clipped(
          {luma + 1.4746 * cr, luma - 0.164553 * cb - 0.571353 * cr, luma + 1.8814 * cb});
    default:
      return clipped({luma + 1.402 * cr, luma - 0.344136 * cb - 0.714136 * cr, luma + 1.772 * cb});
  }
}

Rgb shade(double value, double low, double high) {
  const double part = (value - low) / (high - low) * 255;
  return clipped({part, part, part});
}

Rgb yuyv_pixel(const TestFrame& frame, std::size_t row, std::size_t x) {
  const std::size_t pair = row + x / 2 * 4;
  return from_yuv(frame.descriptor, byte_at(frame, pair + x % 2 * 2), byte_at(frame, pair + 1),
                  byte_at(frame, pair + 3));
}

Rgb nv12_pixel(const TestFrame& frame, std::size_t x, std::size_t y) {
  const FrameDescriptor& d = frame.descriptor;
  const std::size_t stride = d.strides_bytes[0];
  const std::size_t chroma = stride * d.height + y / 2 * stride + x / 2 * 2;
  return from_yuv(d, byte_at(frame, y * stride + x), byte_at(frame, chroma),
                  byte_at(frame, chroma + 1));
}

Rgb color_pixel(const TestFrame& frame, std::size_t at, bool blue_first) {
  const double first = byte_at(frame, at);
  const double third = byte_at(frame, at + 2);
  return {blue_first ? third : first, static_cast<double>(byte_at(frame, at + 1)),
          blue_first ? first : third};
}

Rgb array_pixel(const TestFrame& frame, std::size_t row, std::size_t x, double low, double high) {
  switch (frame.descriptor.dtype) {
    case Dtype::uint16:
      return shade(number_at<std::uint16_t>(frame, row + 2 * x), low, high);
    case Dtype::float32:
      return shade(number_at<float>(frame, row + 4 * x), low, high);
    default:
      return shade(number_at<std::uint8_t>(frame, row + x), low, high);
  }
}

}  // namespace

std::array<double, 3> reference_pixel(const TestFrame& frame, std::uint32_t x, std::uint32_t y,
                                      double low, double high) {
  const std::size_t row = y * frame.descriptor.strides_bytes[0];
  switch (frame.descriptor.pixel_format) {
    case PixelFormat::rgb8:
      return color_pixel(frame, row + std::size_t{x} * 3, false);
    case PixelFormat::bgr8:
      return color_pixel(frame, row + std::size_t{x} * 3, true);
    case PixelFormat::rgba8:
      return color_pixel(frame, row + std::size_t{x} * 4, false);
    case PixelFormat::bgra8:
      return color_pixel(frame, row + std::size_t{x} * 4, true);
    case PixelFormat::yuyv:
      return yuyv_pixel(frame, row, x);
    case PixelFormat::nv12:
      return nv12_pixel(frame, x, y);
    case PixelFormat::gray8:
    case PixelFormat::gray16:
    case PixelFormat::none:
      break;
  }
  return array_pixel(frame, row, x, low, high);
}

}  // namespace framering::test
