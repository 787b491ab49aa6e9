// What --list-cameras says.

#include "camera_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace framering::producer {
namespace {

TEST(CamerasAsText, SaysClearlyThatThereIsNone) {
  EXPECT_EQ(cameras_as_text({}), "no cameras; plug one in, or try --pattern\n");
}

TEST(CamerasAsText, NamesPathsFormatsSizesAndRates) {
  CameraInfo camera{"/dev/video2", "/dev/v4l/by-id/usb-Cam-index0", {"Cam", "usb-1"}, {}, {}};
  camera.formats = {
      {fourcc('M', 'J', 'P', 'G'),
       "Motion-JPEG",
       {{640, 480, 640, 480, 0, 0, {15, 30000.0 / 1001}}}},
      {fourcc('Y', '1', '6', ' '), "16-bit Greyscale", {{16, 16, 640, 480, 2, 4, {}}}}};
  EXPECT_EQ(cameras_as_text({camera}),
            "Cam\n"
            "  path: /dev/video2\n"
            "  by-id: /dev/v4l/by-id/usb-Cam-index0\n"
            "  bus: usb-1\n"
            "  MJPG (Motion-JPEG)\n"
            "    640x480 at 15, 29.97 fps\n"
            "  Y16 (16-bit Greyscale)\n"
            "    16x16 to 640x480 in steps of 2x4\n");
}

TEST(CamerasAsText, SaysWhyANodeCouldNotBeAsked) {
  CameraInfo camera{"/dev/video0", {}, {}, {}, "no permission for camera /dev/video0"};
  EXPECT_EQ(cameras_as_text({camera}), "no permission for camera /dev/video0\n");
}

TEST(V4l2Device, RefusesWhatIsNotThereOrNoCamera) {
  const auto missing = V4l2Device::open("/dev/video4711");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_THAT(missing.error().message, testing::HasSubstr("ENOENT"));
  const auto null = V4l2Device::open("/dev/null");
  ASSERT_FALSE(null);
  EXPECT_EQ(null.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace framering::producer
