// Which format is asked of which camera.

#include "camera_mode.hpp"

#include <gtest/gtest.h>

#include "camera_source.hpp"

namespace framering::producer {
namespace {

constexpr std::uint32_t kYuyv = fourcc('Y', 'U', 'Y', 'V');
constexpr std::uint32_t kMjpg = fourcc('M', 'J', 'P', 'G');
constexpr std::uint32_t kNv12 = fourcc('N', 'V', '1', '2');
constexpr std::uint32_t kRgb3 = fourcc('R', 'G', 'B', '3');
constexpr std::uint32_t kBgr3 = fourcc('B', 'G', 'R', '3');
constexpr std::uint32_t kGrey = fourcc('G', 'R', 'E', 'Y');
constexpr std::uint32_t kH264 = fourcc('H', '2', '6', '4');

CameraSize one(std::uint32_t width, std::uint32_t height, std::vector<double> rates) {
  return {width, height, width, height, 0, 0, std::move(rates)};
}

/// A webcam on USB 2: raw only when small or slow.
std::vector<CameraFormat> webcam() {
  return {{kYuyv, "YUYV 4:2:2", {one(640, 480, {15, 30}), one(1280, 720, {5, 10})}},
          {kMjpg, "Motion-JPEG", {one(640, 480, {30}), one(1280, 720, {15, 30, 60})}},
          {kH264, "H.264", {one(1280, 720, {30})}}};
}

TEST(ChooseMode, TakesMjpgWhereRawIsTooSlow) {
  EXPECT_EQ(choose_mode(webcam(), {1280, 720}, 30, PixelFormat::rgb8),
            (CameraMode{kMjpg, {1280, 720}, 30}));
}

TEST(ChooseMode, PrefersRawWhereItReachesTheRate) {
  EXPECT_EQ(choose_mode(webcam(), {640, 480}, 30, PixelFormat::rgb8),
            (CameraMode{kYuyv, {640, 480}, 30}));
  EXPECT_EQ(choose_mode(webcam(), {1280, 720}, 10, PixelFormat::yuyv),
            (CameraMode{kYuyv, {1280, 720}, 10}));
}

TEST(ChooseMode, TakesTheSlowestRateThatIsFastEnough) {
  EXPECT_EQ(choose_mode(webcam(), {1280, 720}, 20, PixelFormat::rgb8)->fps, 30);
  EXPECT_EQ(choose_mode(webcam(), {640, 480}, 12, PixelFormat::rgb8)->fps, 15);
}

TEST(ChooseMode, TakesTheFastestWhereNoneIsFastEnough) {
  EXPECT_EQ(choose_mode(webcam(), {1280, 720}, 120, PixelFormat::rgb8),
            (CameraMode{kMjpg, {1280, 720}, 60}));
}

TEST(ChooseMode, CountsANtscRateAsReached) {
  const std::vector<CameraFormat> formats = {{kYuyv, "", {one(640, 480, {30000.0 / 1001})}},
                                             {kMjpg, "", {one(640, 480, {60})}}};
  EXPECT_EQ(choose_mode(formats, {640, 480}, 30, PixelFormat::rgb8)->fourcc, kYuyv);
}

TEST(ChooseMode, TakesTheNearestSize) {
  EXPECT_EQ(choose_mode(webcam(), {1920, 1080}, 30, PixelFormat::rgb8)->size,
            (PictureSize{1280, 720}));
}

TEST(ChooseMode, NeedsTheLeastConversion) {
  std::vector<CameraFormat> formats;
  for (const std::uint32_t code : {kYuyv, kNv12, kBgr3, kGrey, kRgb3, kMjpg}) {
    formats.push_back({code, "", {{16, 16, 4096, 4096, 2, 2, {}}}});
  }
  const auto chosen = [&](PixelFormat wanted) {
    return choose_mode(formats, {1280, 720}, 30, wanted)->fourcc;
  };
  EXPECT_EQ(chosen(PixelFormat::rgb8), kRgb3);
  EXPECT_EQ(chosen(PixelFormat::bgr8), kBgr3);
  EXPECT_EQ(chosen(PixelFormat::gray8), kGrey);
  EXPECT_EQ(chosen(PixelFormat::yuyv), kYuyv);
  EXPECT_EQ(chosen(PixelFormat::nv12), kNv12);
}

TEST(ChooseMode, LosesNoColoursToGrey) {
  const std::vector<CameraFormat> formats = {{kGrey, "", {one(640, 480, {30})}},
                                             {kMjpg, "", {one(640, 480, {30})}}};
  EXPECT_EQ(choose_mode(formats, {640, 480}, 30, PixelFormat::rgb8)->fourcc, kMjpg);
}

TEST(ChooseMode, FitsIntoARangeOfSizes) {
  const std::vector<CameraFormat> formats = {{kYuyv, "", {{16, 16, 1024, 768, 16, 2, {}}}}};
  EXPECT_EQ(choose_mode(formats, {1000, 2000}, 30, PixelFormat::rgb8)->size,
            (PictureSize{992, 768}));
}

TEST(ChooseMode, FindsNothingAmongFormatsItDoesNotKnow) {
  EXPECT_EQ(choose_mode({{kH264, "", {one(640, 480, {30})}}}, {640, 480}, 30, PixelFormat::rgb8),
            std::nullopt);
}

TEST(CaptureTime, OfTheDriverCountsWhileItIsPlausible) {
  constexpr std::int64_t kNow = 100'000'000'000;
  EXPECT_TRUE(is_plausible_capture_time(kNow, kNow));
  EXPECT_TRUE(is_plausible_capture_time(kNow - 999'999'999, kNow));
  EXPECT_FALSE(is_plausible_capture_time(kNow - 1'000'000'000, kNow));
  EXPECT_FALSE(is_plausible_capture_time(kNow + 1, kNow));
  EXPECT_FALSE(is_plausible_capture_time(0, kNow / 1000));
}

}  // namespace
}  // namespace framering::producer
