// Frames as ffmpeg takes them.

#include "raw_video.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace framering::producer {
namespace {

/// A frame whose rows are padded, and all of it '.'.
OwnedFrame padded(PixelFormat format, std::uint32_t width, std::uint32_t height) {
  OwnedFrame frame;
  frame.descriptor = describe_picture(format, width, height, 16);
  frame.payload.resize(frame.descriptor.payload_bytes, std::byte{'.'});
  return frame;
}

void put(OwnedFrame& frame, std::size_t at, const std::string& text) {
  std::memcpy(frame.payload.data() + at, text.data(), text.size());
}

std::string text_of(const OwnedFrame& frame) {
  return {reinterpret_cast<const char*>(frame.payload.data()), frame.payload.size()};
}

TEST(PackRows, TakesThePaddingOutOfAPicture) {
  OwnedFrame frame = padded(PixelFormat::rgb8, 3, 2);
  put(frame, 0, "RGBRGBRGB");
  put(frame, 16, "rgbrgbrgb");
  pack_rows(frame);
  EXPECT_EQ(text_of(frame), "RGBRGBRGBrgbrgbrgb");
}

TEST(PackRows, KeepsTheSecondPixelOfAnOddYuyvRow) {
  OwnedFrame frame = padded(PixelFormat::yuyv, 3, 2);
  put(frame, 0, "YUYVyuyv");
  put(frame, 16, "1u2v3u4v");
  pack_rows(frame);
  EXPECT_EQ(text_of(frame), "YUYVyuyv1u2v3u4v");
}

TEST(PackRows, GivesNv12ItsOddWidthInYAlone) {
  OwnedFrame frame = padded(PixelFormat::nv12, 3, 3);
  for (std::size_t row = 0; row < 3; ++row) put(frame, 16 * row, "yyy!");
  put(frame, 48, "uvuv");
  put(frame, 64, "UVUV");
  pack_rows(frame);
  EXPECT_EQ(text_of(frame), "yyyyyyyyyuvuvUVUV");
}

TEST(PackRows, LeavesADenseFrameAsItIs) {
  OwnedFrame frame;
  frame.descriptor = describe_picture(PixelFormat::gray8, 5, 1);
  frame.payload.resize(5);
  put(frame, 0, "abcde");
  pack_rows(frame);
  EXPECT_EQ(text_of(frame), "abcde");
}

TEST(FfmpegCommand, NamesFormatSizeAndRate) {
  const auto picture = [](PixelFormat format) { return describe_picture(format, 1280, 720); };
  EXPECT_EQ(
      ffmpeg_command(picture(PixelFormat::rgb8), 30),
      "ffmpeg -f rawvideo -pixel_format rgb24 -video_size 1280x720 -framerate 30 -i - out.mp4");
  EXPECT_EQ(ffmpeg_command(picture(PixelFormat::yuyv), 29.97),
            "ffmpeg -f rawvideo -pixel_format yuyv422 -video_size 1280x720 -framerate 29.97 -i - "
            "out.mp4");
  EXPECT_EQ(ffmpeg_command(picture(PixelFormat::nv12), 0),
            "ffmpeg -f rawvideo -pixel_format nv12 -video_size 1280x720 -i - out.mp4");
}

TEST(FfmpegName, IsThereForWhatTheProducerMakesAlone) {
  EXPECT_EQ(ffmpeg_name(PixelFormat::bgr8), "bgr24");
  EXPECT_EQ(ffmpeg_name(PixelFormat::gray8), "gray");
  EXPECT_EQ(ffmpeg_name(PixelFormat::gray16), std::nullopt);
}

}  // namespace
}  // namespace framering::producer
