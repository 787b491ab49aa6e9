// Every raw format to every format of a stream, on odd sizes and padded strides, against loops that
// share nothing with the converter.

#include "picture_converter.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "reference_picture.hpp"

namespace framering::producer {
namespace {

using test::Color;
using test::ReferencePicture;

using Size = std::pair<int, int>;

/// Smooth, so that subsampled chroma stays comparable, and all over the cube.
ReferencePicture test_picture(int width, int height) {
  ReferencePicture picture(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double across = (x + 0.5) / width;
      const double down = (y + 0.5) / height;
      picture.at(x, y) = {40 + 180 * across, 200 - 150 * down, 60 + 120 * across * down};
    }
  }
  return picture;
}

/// A raw picture and the colours that a perfect decoder sees in it.
struct RawCase {
  RawPicture raw;
  ReferencePicture rgb;
};

cv::Mat padded(int rows, int columns, int type) {
  // A part of something wider: its rows do not follow each other.
  return cv::Mat(rows, columns + 6, type, cv::Scalar::all(0xEE)).colRange(2, columns + 2);
}

RawCase interleaved(const ReferencePicture& picture, RawFormat format) {
  const int channels = format == RawFormat::gray8 ? 1 : format == RawFormat::bgra8 ? 4 : 3;
  RawCase result{{}, ReferencePicture(picture.width, picture.height)};
  result.raw.format = format;
  result.raw.pixels = padded(picture.height, picture.width, CV_8UC(channels));
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const Color& c = picture.at(x, y);
      std::uint8_t* at = result.raw.pixels.ptr(y, x);
      const std::uint8_t rgb[] = {test::to_byte(c[0]), test::to_byte(c[1]), test::to_byte(c[2])};
      const bool reversed = format == RawFormat::bgr8 || format == RawFormat::bgra8;
      for (int i = 0; i < std::min(channels, 3); ++i) at[i] = rgb[reversed ? 2 - i : i];
      if (channels == 4) at[3] = 77;
      result.rgb.at(x, y) = channels == 1 ? Color{double(rgb[0]), double(rgb[0]), double(rgb[0])}
                                          : Color{double(rgb[0]), double(rgb[1]), double(rgb[2])};
    }
  }
  return result;
}

RawCase subsampled(const ReferencePicture& picture, RawFormat format, ColorMatrix matrix,
                   ColorRange range) {
  const auto formula = test::formula_of(matrix, range);
  ReferencePicture yuv(picture.width, picture.height);
  for (std::size_t i = 0; i < yuv.pixels.size(); ++i) {
    yuv.pixels[i] = test::yuv_of(picture.pixels[i], formula);
  }
  const int wide = (picture.width + 1) / 2 * 2;
  const int half_rows = (picture.height + 1) / 2;
  const bool yuyv = format == RawFormat::yuyv;
  RawCase result{{}, ReferencePicture(picture.width, picture.height)};
  result.raw.format = format;
  result.raw.color_matrix = matrix;
  result.raw.color_range = range;
  result.raw.pixels = yuyv ? padded(picture.height, wide, CV_8UC2)
                           : padded(picture.height + half_rows, wide, CV_8UC1);
  const auto luma = [&](int x, int y) { return result.raw.pixels.ptr(y) + (yuyv ? 2 * x : x); };
  const auto chroma = [&](int x, int y, int which) {
    return yuyv ? result.raw.pixels.ptr(y) + x / 2 * 4 + 1 + 2 * which
                : result.raw.pixels.ptr(picture.height + y / 2) + x / 2 * 2 + which;
  };
  const int high = yuyv ? 1 : 2;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < wide; ++x) {
      *luma(x, y) = test::to_byte(std::as_const(yuv).at(x, y)[0]);
      if (x % 2 != 0 || y % high != 0) continue;
      *chroma(x, y, 0) = test::to_byte(test::mean(yuv, x, y, 2, high, 1));
      *chroma(x, y, 1) = test::to_byte(test::mean(yuv, x, y, 2, high, 2));
    }
  }
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const Color seen{double(*luma(x, y)), double(*chroma(x, y, 0)), double(*chroma(x, y, 1))};
      result.rgb.at(x, y) = test::rgb_of(seen, formula);
    }
  }
  return result;
}

RawCase make_case(RawFormat format, Size size, ColorMatrix matrix = ColorMatrix::bt601,
                  ColorRange range = ColorRange::limited) {
  const ReferencePicture picture = test_picture(size.first, size.second);
  const bool yuv = format == RawFormat::yuyv || format == RawFormat::nv12;
  RawCase result = yuv ? subsampled(picture, format, matrix, range) : interleaved(picture, format);
  result.raw.width = static_cast<std::uint32_t>(size.first);
  result.raw.height = static_cast<std::uint32_t>(size.second);
  return result;
}

/// The colour that a reader sees at a pixel of a published frame.
Color published(const FrameDescriptor& frame, const std::vector<std::byte>& payload, int x, int y) {
  const auto at = [&](std::size_t plane, std::size_t row, std::size_t column) {
    const std::size_t offset =
        frame.plane_offset_bytes[plane] + row * frame.plane_stride_bytes[plane] + column;
    return static_cast<double>(payload.at(offset));
  };
  const auto row = static_cast<std::size_t>(y);
  const auto column = static_cast<std::size_t>(x);
  const auto formula = test::formula_of(frame.color_matrix, frame.color_range);
  switch (frame.pixel_format) {
    case PixelFormat::rgb8:
      return {at(0, row, 3 * column), at(0, row, 3 * column + 1), at(0, row, 3 * column + 2)};
    case PixelFormat::bgr8:
      return {at(0, row, 3 * column + 2), at(0, row, 3 * column + 1), at(0, row, 3 * column)};
    case PixelFormat::yuyv:
      return test::rgb_of(
          {at(0, row, 2 * column), at(0, row, column / 2 * 4 + 1), at(0, row, column / 2 * 4 + 3)},
          formula);
    case PixelFormat::nv12:
      return test::rgb_of(
          {at(0, row, column), at(1, row / 2, column / 2 * 2), at(1, row / 2, column / 2 * 2 + 1)},
          formula);
    default:
      return {at(0, row, column), at(0, row, column), at(0, row, column)};
  }
}

/// The worst difference between what was published and `expected`.
double worst(const FrameDescriptor& frame, const std::vector<std::byte>& payload,
             const ReferencePicture& expected) {
  double result = 0;
  for (int y = 0; y < expected.height; ++y) {
    for (int x = 0; x < expected.width; ++x) {
      Color wanted = expected.at(x, y);
      if (frame.pixel_format == PixelFormat::gray8) {
        wanted.fill(0.299 * wanted[0] + 0.587 * wanted[1] + 0.114 * wanted[2]);
      }
      const Color found = published(frame, payload, x, y);
      for (std::size_t c = 0; c < 3; ++c) result = std::max(result, std::abs(found[c] - wanted[c]));
    }
  }
  return result;
}

/// As much as neighbouring pixels of the test picture differ where chroma is shared between them,
/// and roundings on the way to YUV and back.
double tolerance(RawFormat from, PixelFormat to, Size size) {
  const bool chroma_shared = to == PixelFormat::yuyv || to == PixelFormat::nv12;
  const bool twice = chroma_shared && (from == RawFormat::yuyv || from == RawFormat::nv12);
  const double step = 300.0 / size.first + 300.0 / size.second;
  return 3 + (chroma_shared ? step : 0) + (twice ? step : 0);
}

using Conversion = std::tuple<RawFormat, PixelFormat, Size>;

class Converter : public testing::TestWithParam<Conversion> {};

TEST_P(Converter, KeepsEveryColour) {
  const auto [from, to, size] = GetParam();
  const RawCase made = make_case(from, size);
  const FrameDescriptor frame = describe_converted(made.raw, to);
  std::vector<std::byte> payload(frame.payload_bytes + 8, std::byte{0xA5});
  PictureConverter converter;
  ASSERT_TRUE(converter.convert(made.raw, frame, {payload.data(), frame.payload_bytes}));
  EXPECT_LE(worst(frame, payload, made.rgb), tolerance(from, to, size));
  for (std::size_t i = frame.payload_bytes; i < payload.size(); ++i) {
    EXPECT_EQ(payload[i], std::byte{0xA5}) << "wrote beyond the payload";
  }
}

std::string raw_name(RawFormat format) {
  constexpr const char* kNames[] = {"bgr8", "rgb8", "bgra8", "gray8", "yuyv", "nv12", "jpeg"};
  return kNames[static_cast<int>(format)];
}

std::string conversion_name(const testing::TestParamInfo<Conversion>& info) {
  const auto& [from, to, size] = info.param;
  return raw_name(from) + "_to_" + std::string(name_of(to)) + "_" + std::to_string(size.first) +
         "x" + std::to_string(size.second);
}

constexpr PixelFormat kTargets[] = {PixelFormat::rgb8, PixelFormat::bgr8, PixelFormat::gray8,
                                    PixelFormat::yuyv, PixelFormat::nv12};

INSTANTIATE_TEST_SUITE_P(
    All, Converter,
    testing::Combine(testing::Values(RawFormat::bgr8, RawFormat::rgb8, RawFormat::bgra8,
                                     RawFormat::gray8, RawFormat::yuyv, RawFormat::nv12),
                     testing::ValuesIn(kTargets),
                     testing::Values(Size{127, 95}, Size{64, 47}, Size{63, 48}, Size{128, 96})),
    conversion_name);

TEST(Converter, FollowsTheCamerasMatrixAndRange) {
  for (const ColorMatrix matrix : {ColorMatrix::bt601, ColorMatrix::bt709, ColorMatrix::bt2020}) {
    for (const ColorRange range : {ColorRange::limited, ColorRange::full}) {
      for (const PixelFormat to : {PixelFormat::rgb8, PixelFormat::bgr8, PixelFormat::nv12}) {
        const RawCase made = make_case(RawFormat::yuyv, {130, 98}, matrix, range);
        const FrameDescriptor frame = describe_converted(made.raw, to);
        std::vector<std::byte> payload(frame.payload_bytes);
        ASSERT_TRUE(PictureConverter().convert(made.raw, frame, payload));
        EXPECT_LE(worst(frame, payload, made.rgb), tolerance(RawFormat::yuyv, to, {130, 98}))
            << static_cast<int>(matrix) << " " << static_cast<int>(range) << " " << name_of(to);
      }
    }
  }
}

TEST(Converter, PassesYuvThroughUnchangedAndSaysItsColours) {
  const RawCase made = make_case(RawFormat::nv12, {127, 95}, ColorMatrix::bt709, ColorRange::full);
  const FrameDescriptor frame = describe_converted(made.raw, PixelFormat::nv12);
  EXPECT_EQ(frame.color_matrix, ColorMatrix::bt709);
  EXPECT_EQ(frame.color_range, ColorRange::full);
  std::vector<std::byte> payload(frame.payload_bytes);
  ASSERT_TRUE(PictureConverter().convert(made.raw, frame, payload));
  for (int row = 0; row < made.raw.pixels.rows; ++row) {
    EXPECT_EQ(std::memcmp(payload.data() + row * 128, made.raw.pixels.ptr(row), 128), 0) << row;
  }
}

TEST(Converter, RefusesPixelsOfAnotherShape) {
  RawCase made = make_case(RawFormat::yuyv, {64, 48});
  const FrameDescriptor frame = describe_converted(made.raw, PixelFormat::rgb8);
  std::vector<std::byte> payload(frame.payload_bytes);
  made.raw.pixels = made.raw.pixels.rowRange(0, 47);
  EXPECT_FALSE(PictureConverter().convert(made.raw, frame, payload));
  made.raw.pixels = cv::Mat();
  EXPECT_FALSE(PictureConverter().convert(made.raw, frame, payload));
}

/// The bytes that an MJPG camera would deliver, with the zeros that follow them in its buffer.
RawPicture jpeg_of(const ReferencePicture& picture, int quality = 98) {
  const RawCase made = interleaved(picture, RawFormat::bgr8);
  std::vector<std::uint8_t> bytes;
  cv::imencode(".jpg", made.raw.pixels, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
  bytes.resize(bytes.size() + 1000);
  RawPicture raw;
  raw.format = RawFormat::jpeg;
  raw.pixels = cv::Mat(bytes, true).reshape(1, 1);
  raw.width = static_cast<std::uint32_t>(picture.width);
  raw.height = static_cast<std::uint32_t>(picture.height);
  return raw;
}

TEST(Converter, DecodesMjpgIntoEveryFormat) {
  const ReferencePicture picture = test_picture(127, 95);
  PictureConverter converter;
  for (const PixelFormat to : kTargets) {
    const RawPicture raw = jpeg_of(picture);
    const FrameDescriptor frame = describe_converted(raw, to);
    std::vector<std::byte> payload(frame.payload_bytes);
    ASSERT_TRUE(converter.convert(raw, frame, payload)) << name_of(to);
    EXPECT_LE(worst(frame, payload, picture), 6 + tolerance(RawFormat::bgr8, to, {127, 95}))
        << name_of(to);
  }
}

TEST(Converter, RefusesBrokenMjpgAndGoesOn) {
  const ReferencePicture picture = test_picture(64, 48);
  PictureConverter converter;
  for (const PixelFormat to : {PixelFormat::rgb8, PixelFormat::bgr8}) {
    RawPicture raw = jpeg_of(picture);
    const FrameDescriptor frame = describe_converted(raw, to);
    std::vector<std::byte> payload(frame.payload_bytes);
    const RawPicture whole = raw;
    raw.pixels = cv::Mat::zeros(1, 5000, CV_8UC1);
    EXPECT_FALSE(converter.convert(raw, frame, payload));
    EXPECT_FALSE(converter.convert(jpeg_of(test_picture(65, 48)), frame, payload)) << "other size";
    EXPECT_TRUE(converter.convert(whole, frame, payload));
  }
}

}  // namespace
}  // namespace framering::producer
