// The pattern: it verifies, it moves, and it never ends.

#include "pattern_source.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "framering/pattern_stamp.hpp"
#include "pattern_picture.hpp"

namespace framering::producer {
namespace {

constexpr double kNoWaiting = 1000;

class Pattern : public testing::TestWithParam<PixelFormat> {};

TEST_P(Pattern, VerifiesOnOddSizesForAnyIndex) {
  auto source = make_pattern_source({127, 95}, GetParam(), kNoWaiting);
  std::vector<std::byte> payload(source->frame().payload_bytes);
  for (const std::uint64_t index : {0ULL, 1ULL, 31ULL, 32ULL, 1ULL << 40}) {
    ASSERT_EQ(source->grab({}), GrabStatus::frame);
    ASSERT_TRUE(source->write(index, payload));
    FrameDescriptor frame = source->frame();
    frame.index = index;
    EXPECT_EQ(frame.content, Content::pattern);
    EXPECT_EQ(frame.captured_from, CapturedFrom::made);
    EXPECT_LE(frame.captured_ns, frame.acquired_ns);
    EXPECT_EQ(verify_pattern(frame, payload), std::nullopt);
    payload[payload.size() / 2] ^= std::byte{1};
    EXPECT_NE(verify_pattern(frame, payload), std::nullopt);
  }
}

TEST_P(Pattern, MovesAndComesRound) {
  const FrameDescriptor frame = describe_picture(GetParam(), 127, 95);
  const PatternPicture picture(frame);
  std::vector<std::byte> first(frame.payload_bytes);
  std::vector<std::byte> second(frame.payload_bytes);
  picture.copy_window(0, first);
  picture.copy_window(4, second);
  EXPECT_NE(first, second);
  EXPECT_EQ(picture.period() % 2, 0U);
  // The window one step before the end shows the beginning at its right edge.
  picture.copy_window(picture.period() - 2, second);
  const std::size_t skip = row_bytes(GetParam(), 0, 2);
  const std::size_t rest = row_bytes(GetParam(), 0, 124);
  EXPECT_TRUE(std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(rest),
                         second.begin() + static_cast<std::ptrdiff_t>(skip)));
}

TEST_P(Pattern, CarriesStampsOnlyWhereTheyFit) {
  for (const PictureSize size : {PictureSize{1, 1}, {2, 1}, {1, 2}, {3, 3}, {23, 1}, {24, 1}}) {
    SCOPED_TRACE(std::to_string(size.width) + "x" + std::to_string(size.height));
    auto source = make_pattern_source(size, GetParam(), kNoWaiting);
    std::vector<std::byte> payload(source->frame().payload_bytes);
    ASSERT_EQ(source->grab({}), GrabStatus::frame);
    ASSERT_TRUE(source->write(0, payload));
    const FrameDescriptor& frame = source->frame();
    const bool fits = payload.size() >= sizeof(PatternStamp);
    EXPECT_EQ(frame.content, fits ? Content::pattern : Content::picture);
    EXPECT_EQ(verify_pattern(frame, payload) == std::nullopt, fits);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, Pattern,
                         testing::Values(PixelFormat::rgb8, PixelFormat::bgr8, PixelFormat::gray8,
                                         PixelFormat::yuyv, PixelFormat::nv12),
                         [](const auto& format) { return std::string(name_of(format.param)); });

TEST(PatternSource, StopsWhenAsked) {
  auto source = make_pattern_source({16, 16}, PixelFormat::rgb8, 0.001);
  std::stop_source stop;
  ASSERT_EQ(source->grab(stop.get_token()), GrabStatus::frame);
  stop.request_stop();
  EXPECT_EQ(source->grab(stop.get_token()), GrabStatus::stopped);
}

}  // namespace
}  // namespace framering::producer
