// What is said of devices, as far as it needs none.

#include "v4l2_device.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace framering::producer {
namespace {

using testing::HasSubstr;

TEST(FourccText, IsTheFourLettersWithoutTrailingSpaces) {
  EXPECT_EQ(fourcc_text(fourcc('Y', 'U', 'Y', 'V')), "YUYV");
  EXPECT_EQ(fourcc_text(fourcc('Y', '1', '6', ' ')), "Y16");
}

TEST(FourccText, ShowsNothingThatATerminalWouldObey) {
  EXPECT_EQ(fourcc_text(fourcc('\x1b', '[', '\n', '\x7f')), "?[??");
  EXPECT_EQ(fourcc_text(0), "????");
}

TEST(FourccText, LeavesOutTheFlagOfBigEndianFormats) {
  EXPECT_EQ(fourcc_text(fourcc('Y', '1', '6', ' ') | 1U << 31), "Y16");
}

TEST(V4l2Device, NamesTheErrnoOfWhatCannotBeOpened) {
  const auto device = V4l2Device::open("/nonexistent/video0");
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error().code, ErrorCode::not_found);
  EXPECT_THAT(device.error().message, HasSubstr("no camera at /nonexistent/video0 (ENOENT)"));
  const auto unexpected = V4l2Device::open(std::string(5000, 'x'));
  ASSERT_FALSE(unexpected);
  EXPECT_EQ(unexpected.error().code, ErrorCode::system);
  EXPECT_THAT(unexpected.error().message, HasSubstr("File name too long (ENAMETOOLONG)"));
}

}  // namespace
}  // namespace framering::producer
