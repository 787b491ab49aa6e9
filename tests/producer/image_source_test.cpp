// Image files as frames: any size, any depth, and what is no image.

#include "image_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <vector>

#include "support/process.hpp"

namespace framering::producer {
namespace {

using testing::HasSubstr;

constexpr double kNoWaiting = 1000;

class Images : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return directory_.path() + "/" + name; }

  void save(const std::string& name, const cv::Mat& picture) const {
    ASSERT_TRUE(cv::imwrite(path(name), picture));
  }

  ImageOptions options(std::vector<std::string> paths) const {
    ImageOptions wanted;
    wanted.paths = std::move(paths);
    wanted.fps = kNoWaiting;
    return wanted;
  }

  std::unique_ptr<FrameSource> open(const ImageOptions& wanted) const {
    auto opened = open_images(wanted);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
    return opened ? std::move(opened->source) : nullptr;
  }

  /// The next frame's payload; empty when there is none.
  static std::vector<std::byte> next(FrameSource& source) {
    if (source.grab({}) != GrabStatus::frame) return {};
    std::vector<std::byte> payload(source.frame().payload_bytes);
    EXPECT_TRUE(source.write(0, payload));
    return payload;
  }

  test::TemporaryDirectory directory_;
};

TEST_F(Images, AFolderIsItsImagesSortedByName) {
  save("b.png", cv::Mat(5, 7, CV_8UC3, cv::Scalar(0, 0, 2)));
  save("c.png", cv::Mat(5, 7, CV_8UC3, cv::Scalar(0, 0, 3)));
  save("a.bmp", cv::Mat(5, 7, CV_8UC3, cv::Scalar(0, 0, 1)));
  std::ofstream(path("notes.txt")) << "no image";
  auto source = open(options({directory_.path()}));
  for (int red = 1; red <= 3; ++red) EXPECT_EQ(next(*source).at(0), std::byte(red));
  EXPECT_EQ(source->grab({}), GrabStatus::end);
}

TEST_F(Images, LoopBeginsAgain) {
  save("a.png", cv::Mat(2, 2, CV_8UC1, cv::Scalar(9)));
  ImageOptions wanted = options({path("a.png")});
  wanted.loop = true;
  auto source = open(wanted);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(next(*source).size(), 12U);
}

TEST_F(Images, EachDescribesItsOwnSize) {
  save("a.png", cv::Mat(95, 127, CV_8UC3, cv::Scalar(1, 2, 3)));
  save("b.png", cv::Mat(480, 641, CV_8UC3, cv::Scalar(1, 2, 3)));
  auto source = open(options({directory_.path()}));
  EXPECT_EQ(source->frame().width, 127U);
  EXPECT_EQ(next(*source).size(), 127U * 95 * 3);
  EXPECT_EQ(next(*source).size(), 641U * 480 * 3);
  EXPECT_EQ(source->frame().width, 641U);
  EXPECT_EQ(source->frame().height, 480U);
}

TEST_F(Images, SizeScalesThemAll) {
  save("a.png", cv::Mat(95, 127, CV_8UC3, cv::Scalar(10, 20, 30)));
  ImageOptions wanted = options({path("a.png")});
  wanted.size = PictureSize{63, 31};
  auto source = open(wanted);
  const auto payload = next(*source);
  EXPECT_EQ(payload.size(), 63U * 31 * 3);
  EXPECT_EQ(payload.back(), std::byte{10});
}

TEST_F(Images, SixteenBitsStayAsTheyAre) {
  cv::Mat depth(5, 7, CV_16UC1);
  for (int i = 0; i < 35; ++i)
    depth.at<std::uint16_t>(i / 7, i % 7) = static_cast<std::uint16_t>(i * 1800);
  save("depth.png", depth);
  auto source = open(options({path("depth.png")}));
  const auto payload = next(*source);
  EXPECT_EQ(source->frame().pixel_format, PixelFormat::gray16);
  EXPECT_EQ(source->frame().dtype, Dtype::uint16);
  ASSERT_EQ(payload.size(), 70U);
  EXPECT_EQ(std::memcmp(payload.data(), depth.data, 70), 0);
}

TEST_F(Images, FloatsStayAsTheyAre) {
  cv::Mat distance(5, 7, CV_32FC1);
  for (int i = 0; i < 35; ++i) distance.at<float>(i / 7, i % 7) = static_cast<float>(i) * -1.25F;
  save("distance.tiff", distance);
  auto source = open(options({path("distance.tiff")}));
  const auto payload = next(*source);
  EXPECT_EQ(source->frame().pixel_format, PixelFormat::none);
  EXPECT_EQ(source->frame().dtype, Dtype::float32);
  EXPECT_EQ(source->frame().width, 7U);
  ASSERT_EQ(payload.size(), 140U);
  EXPECT_EQ(std::memcmp(payload.data(), distance.data, 140), 0);
}

TEST_F(Images, GreyBecomesWhatWasAskedFor) {
  save("grey.png", cv::Mat(3, 5, CV_8UC1, cv::Scalar(200)));
  auto source = open(options({path("grey.png")}));
  EXPECT_EQ(next(*source), std::vector<std::byte>(45, std::byte{200}));
  EXPECT_EQ(source->frame().pixel_format, PixelFormat::rgb8);
}

TEST_F(Images, SixteenBitColoursBecomeEight) {
  save("deep.png", cv::Mat(3, 5, CV_16UC3, cv::Scalar(65535, 0, 32768)));
  auto source = open(options({path("deep.png")}));
  const auto payload = next(*source);
  EXPECT_EQ(payload.at(0), std::byte{128});
  EXPECT_EQ(payload.at(1), std::byte{0});
  EXPECT_EQ(payload.at(2), std::byte{255});
}

TEST_F(Images, AFolderWithoutImagesIsAnError) {
  const auto opened = open_images(options({directory_.path()}));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::not_found);
  EXPECT_THAT(opened.error().message, HasSubstr(directory_.path()));
}

TEST_F(Images, AMissingFileIsAnError) {
  const auto opened = open_images(options({path("none.png")}));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::not_found);
}

TEST_F(Images, ABrokenFirstImageIsAnErrorAndALaterOneEndsTheStream) {
  std::ofstream(path("b.png")) << "no image";
  const auto opened = open_images(options({path("b.png")}));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::bad_data);

  save("a.png", cv::Mat(2, 2, CV_8UC1, cv::Scalar(9)));
  auto source = open(options({path("a.png"), path("b.png")}));
  EXPECT_EQ(source->grab({}), GrabStatus::frame);
  EXPECT_EQ(source->grab({}), GrabStatus::failed);
  EXPECT_THAT(source->error(), HasSubstr("b.png"));
}

}  // namespace
}  // namespace framering::producer
