// Pictures drawn off screen by the shaders, against the CPU reference, pixel by pixel.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <tuple>

#include "framering/subscriber.hpp"
#include "offscreen_context.hpp"
#include "picture_view.hpp"
#include "reference.hpp"
#include "support/process.hpp"
#include "test_frame.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;
using test::TestFrame;

// Passes a frame through a ring, as the viewer gets it, and draws it.
class RenderedPicture : public testing::Test {
 protected:
  Image render(const TestFrame& frame, const std::optional<ValueRange>& range = std::nullopt) {
    auto publisher = Publisher::create({.stream = "pictures",
                                        .payload_capacity = frame.payload.size(),
                                        .directory = directory_.path()});
    auto subscriber = Subscriber::create("pictures", {.directory = directory_.path()});
    auto view = PictureView::create(range);
    EXPECT_TRUE(publisher && subscriber && view);
    BorrowedFrame borrowed;
    EXPECT_TRUE(test::publish(*publisher, frame));
    EXPECT_EQ(subscriber->latest(borrowed, deadline_in(5s)), ReadStatus::frame);
    EXPECT_EQ(view->upload(borrowed), Upload::done) << view->problem();
    return view->snapshot();
  }

  // The largest distance of any component of any pixel from the reference, in 255ths.
  double distance(const TestFrame& frame, const Image& image, double low = 0, double high = 255) {
    double largest = 0;
    std::size_t at = 0;
    for (std::uint32_t y = 0; y < frame.descriptor.height; ++y) {
      for (std::uint32_t x = 0; x < frame.descriptor.width; ++x) {
        for (const double part : test::reference_pixel(frame, x, y, low, high)) {
          largest = std::max(largest, std::abs(part - image.rgb.at(at++)));
        }
      }
    }
    EXPECT_EQ(at, image.rgb.size());
    return largest;
  }

  static void SetUpTestSuite() {
    static auto context = OffscreenContext::create();
    ASSERT_TRUE(context) << context.error().message;
  }

  test::TemporaryDirectory directory_;
};

struct Dimensions {
  std::uint32_t width;
  std::uint32_t height;
  std::uint32_t row_alignment_bytes;
};

class PictureFormat : public RenderedPicture,
                      public testing::WithParamInterface<std::tuple<PixelFormat, Dimensions>> {};

TEST_P(PictureFormat, IsWithinTwoOf255OfTheReference) {
  const auto [format, size] = GetParam();
  const TestFrame frame =
      test::random_frame(format, size.width, size.height, size.row_alignment_bytes, 7);
  const double high = format == PixelFormat::gray16 ? 65535 : 255;
  EXPECT_LE(distance(frame, render(frame, ValueRange{0, high}), 0, high), 2);
}

std::string name_of_case(const testing::TestParamInfo<PictureFormat::ParamType>& info) {
  const auto& [format, size] = info.param;
  return std::string(name_of(format)) + "_" + std::to_string(size.width) + "x" +
         std::to_string(size.height) + "_rows_of_" + std::to_string(size.row_alignment_bytes);
}

INSTANTIATE_TEST_SUITE_P(
    All, PictureFormat,
    testing::Combine(testing::Values(PixelFormat::rgb8, PixelFormat::bgr8, PixelFormat::rgba8,
                                     PixelFormat::bgra8, PixelFormat::gray8, PixelFormat::gray16,
                                     PixelFormat::yuyv, PixelFormat::nv12),
                     testing::Values(Dimensions{127, 95, 1}, Dimensions{127, 95, 64},
                                     Dimensions{33, 17, 16}, Dimensions{1, 1, 1},
                                     Dimensions{1, 1, 64}, Dimensions{2, 3, 4},
                                     Dimensions{640, 2, 1}, Dimensions{5, 301, 7})),
    name_of_case);

class YuvColors
    : public RenderedPicture,
      public testing::WithParamInterface<std::tuple<PixelFormat, ColorMatrix, ColorRange>> {};

TEST_P(YuvColors, FollowTheDescriptorsMatrixAndRange) {
  const auto [format, matrix, range] = GetParam();
  TestFrame frame = test::random_frame(format, 65, 33, 1, 11);
  frame.descriptor.color_matrix = matrix;
  frame.descriptor.color_range = range;
  EXPECT_LE(distance(frame, render(frame)), 2);
}

INSTANTIATE_TEST_SUITE_P(All, YuvColors,
                         testing::Combine(testing::Values(PixelFormat::yuyv, PixelFormat::nv12),
                                          testing::Values(ColorMatrix::unspecified,
                                                          ColorMatrix::bt601, ColorMatrix::bt709,
                                                          ColorMatrix::bt2020),
                                          testing::Values(ColorRange::unspecified,
                                                          ColorRange::limited, ColorRange::full)));

template <typename Number>
TestFrame array_frame(Dtype dtype, std::uint64_t width, std::uint64_t height, Number first,
                      Number step) {
  const std::array<std::uint64_t, 2> shape = {height, width};
  TestFrame frame{describe_array(dtype, shape.data(), 2), {}};
  frame.payload.resize(frame.descriptor.payload_bytes);
  Number value = first;
  for (std::size_t at = 0; at < frame.payload.size(); at += sizeof(Number)) {
    std::memcpy(&frame.payload[at], &value, sizeof(Number));
    value = static_cast<Number>(value + step);
  }
  return frame;
}

TEST_F(RenderedPicture, OfFloatsSpansTheFirstFramesOwnRange) {
  const TestFrame frame = array_frame<float>(Dtype::float32, 31, 9, -2.5F, 0.125F);
  EXPECT_LE(distance(frame, render(frame), -2.5, -2.5 + 0.125 * (31 * 9 - 1)), 2);
}

TEST_F(RenderedPicture, OfFloatsTakesTheRangeThatWasAskedFor) {
  const TestFrame frame = array_frame<float>(Dtype::float32, 31, 9, -2.5F, 0.125F);
  EXPECT_LE(distance(frame, render(frame, ValueRange{10, -1}), 10, -1), 2);
}

TEST_F(RenderedPicture, OfSixteenBitsSpansTheFirstFramesOwnRange) {
  const TestFrame frame = array_frame<std::uint16_t>(Dtype::uint16, 29, 13, 1000, 3);
  EXPECT_LE(distance(frame, render(frame), 1000, 1000 + 3 * (29 * 13 - 1)), 2);
}

TEST_F(RenderedPicture, OfBytesWithoutAFourccIsGray) {
  const TestFrame frame = array_frame<std::uint8_t>(Dtype::uint8, 29, 13, 0, 1);
  EXPECT_LE(distance(frame, render(frame)), 2);
}

TEST_F(RenderedPicture, OfFloatsShowsNotANumberBlackAndLeavesItOutOfTheRange) {
  TestFrame frame = array_frame<float>(Dtype::float32, 3, 1, 1, 1);
  const float nan = std::nanf("");
  std::memcpy(&frame.payload[4], &nan, sizeof(nan));
  EXPECT_EQ(render(frame).rgb, (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 255, 255, 255}));
}

TEST_F(RenderedPicture, StaysAsItWasWhenTheNextFrameIsOvertaken) {
  const TestFrame whole = test::random_frame(PixelFormat::rgb8, 33, 17, 1, 1);
  const TestFrame later = test::random_frame(PixelFormat::rgb8, 33, 17, 1, 2);
  auto publisher = Publisher::create({.stream = "pictures",
                                      .slots = 2,
                                      .payload_capacity = whole.payload.size(),
                                      .directory = directory_.path()});
  auto subscriber = Subscriber::create("pictures", {.directory = directory_.path()});
  auto view = PictureView::create(std::nullopt);
  ASSERT_TRUE(publisher && subscriber && view);
  BorrowedFrame borrowed;
  ASSERT_TRUE(test::publish(*publisher, whole));
  ASSERT_EQ(subscriber->latest(borrowed, deadline_in(5s)), ReadStatus::frame);
  ASSERT_EQ(view->upload(borrowed), Upload::done);
  ASSERT_TRUE(test::publish(*publisher, later));
  ASSERT_EQ(subscriber->latest(borrowed, deadline_in(5s)), ReadStatus::frame);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(test::publish(*publisher, later));
  EXPECT_EQ(view->upload(borrowed), Upload::overtaken);
  EXPECT_LE(distance(whole, view->snapshot()), 2);
}

}  // namespace
}  // namespace framering::viewer
