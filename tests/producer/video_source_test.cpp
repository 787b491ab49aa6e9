// Video files as frames, with a real recording.

#include "video_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "support/process.hpp"

namespace framering::producer {
namespace {

using testing::HasSubstr;

class Video : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(SAMPLE_VIDEO)) GTEST_SKIP() << "no " SAMPLE_VIDEO " (opencv-doc)";
    options_.path = SAMPLE_VIDEO;
  }

  VideoOptions options_;
};

TEST_F(Video, KeepsItsOwnSizeAndRate) {
  const auto opened = open_video(options_);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->fps, 10);
  EXPECT_EQ(opened->source->frame().width, 768U);
  EXPECT_EQ(opened->source->frame().height, 576U);
  EXPECT_THAT(opened->source->description(), HasSubstr("768x576 rgb8 at 10 fps"));
}

TEST_F(Video, DeliversEveryFrameOnce) {
  options_.fps = 1000;
  options_.size = PictureSize{64, 48};
  const auto opened = open_video(options_);
  ASSERT_TRUE(opened);
  int frames = 0;
  while (opened->source->grab({}) == GrabStatus::frame) ++frames;
  EXPECT_EQ(frames, 795);
}

TEST_F(Video, LoopBeginsAgainWithTheFirstFrame) {
  options_.fps = 1000;
  options_.size = PictureSize{64, 48};
  options_.loop = true;
  const auto opened = open_video(options_);
  ASSERT_TRUE(opened);
  FrameSource& source = *opened->source;
  std::vector<std::byte> first(source.frame().payload_bytes);
  std::vector<std::byte> again(first.size());
  for (int i = 0; i < 796; ++i) {
    ASSERT_EQ(source.grab({}), GrabStatus::frame) << i;
    if (i == 0) {
      ASSERT_TRUE(source.write(0, first));
    }
  }
  ASSERT_TRUE(source.write(795, again));
  EXPECT_EQ(first, again);
}

TEST(VideoFile, ThatIsMissingIsAnError) {
  const auto opened = open_video({"/nonexistent/x.avi", false, PixelFormat::rgb8, {}, {}});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::not_found);
  EXPECT_THAT(opened.error().message, HasSubstr("/nonexistent/x.avi"));
}

TEST(VideoFile, ThatIsNoVideoIsAnError) {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path() + "/no.avi";
  std::ofstream(path) << "certainly no video\n";
  const auto opened = open_video({path, false, PixelFormat::rgb8, {}, {}});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::bad_data);
  EXPECT_THAT(opened.error().message, HasSubstr(path));
}

}  // namespace
}  // namespace framering::producer
