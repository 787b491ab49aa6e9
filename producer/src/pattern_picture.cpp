// The picture that the pattern shows.

#include "pattern_picture.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "picture_converter.hpp"

namespace framering::producer {
namespace {

constexpr std::uint32_t kWidestPeriod = 1280;

/// The eight colour bars, each slightly brighter towards its right edge, so that motion shows.
cv::Vec3b bar(double across) {
  constexpr int kBars[8][3] = {{1, 1, 1}, {1, 1, 0}, {0, 1, 1}, {0, 1, 0},
                               {1, 0, 1}, {1, 0, 0}, {0, 0, 1}, {0, 0, 0}};
  const double position = across * 8;
  const int index = std::min(static_cast<int>(position), 7);
  const double level = 150 + 90 * (position - index);
  const auto channel = [&](int c) {
    return cv::saturate_cast<uchar>(16 + kBars[index][c] * (level - 16));
  };
  return {channel(0), channel(1), channel(2)};
}

/// All hues in turn, darker and brighter in waves.
cv::Vec3b rainbow(double across, double down) {
  const double turn = 2 * std::numbers::pi;
  const double light = 0.75 + 0.25 * std::sin(turn * (3 * across + down));
  const auto channel = [&](double phase) {
    return cv::saturate_cast<uchar>(255 * light * (0.5 + 0.5 * std::cos(turn * (across - phase))));
  };
  return {channel(0), channel(1.0 / 3), channel(2.0 / 3)};
}

/// A smooth ramp of grey up and down again.
cv::Vec3b ramp(double across) {
  const double level = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * 4 * across);
  return cv::Vec3b::all(cv::saturate_cast<uchar>(255 * level));
}

cv::Mat draw(int width, int height) {
  cv::Mat picture(height, width, CV_8UC3);
  for (int row = 0; row < height; ++row) {
    const double down = (row + 0.5) / height;
    for (int column = 0; column < width; ++column) {
      const double across = (column + 0.5) / width;
      picture.at<cv::Vec3b>(row, column) = down < 0.5    ? bar(across)
                                           : down < 0.85 ? rainbow(across, down)
                                                         : ramp(across);
    }
  }
  return picture;
}

}  // namespace

PatternPicture::PatternPicture(const FrameDescriptor& frame)
    : frame_(frame), period_(std::min((frame.width + 1) / 2 * 2, kWidestPeriod)) {
  const cv::Mat once = draw(static_cast<int>(period_), static_cast<int>(frame.height));
  RawPicture raw{RawFormat::rgb8, {}, frame.width + period_, frame.height};
  cv::copyMakeBorder(once, raw.pixels, 0, 0, 0, static_cast<int>(frame.width), cv::BORDER_WRAP);
  strip_ = describe_converted(raw, frame.pixel_format);
  pixels_.resize(strip_.payload_bytes);
  // It has the size that was just described, so it cannot fail.
  (void)PictureConverter().convert(raw, strip_, pixels_);
}

void PatternPicture::copy_window(std::uint32_t offset, std::span<std::byte> payload) const {
  for (std::size_t plane = 0; plane < frame_.planes; ++plane) {
    const std::size_t skip = row_bytes(frame_.pixel_format, plane, offset);
    const std::size_t bytes = row_bytes(frame_.pixel_format, plane, frame_.width);
    const std::size_t rows = plane_rows(frame_.pixel_format, plane, frame_.height);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::byte* from = pixels_.data() + strip_.plane_offset_bytes[plane] +
                              row * strip_.plane_stride_bytes[plane] + skip;
      std::byte* to = payload.data() + frame_.plane_offset_bytes[plane] +
                      row * frame_.plane_stride_bytes[plane];
      std::memcpy(to, from, bytes);
    }
  }
}

}  // namespace framering::producer
