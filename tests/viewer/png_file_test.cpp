// What is written as PNG is what is read back.

#include "png_file.hpp"

#include <gtest/gtest.h>

#include "png_picture.hpp"
#include "support/process.hpp"

namespace framering::viewer {
namespace {

Image odd_image() {
  Image image{{7, 5}, {}};
  for (int i = 0; i < 7 * 5 * 3; ++i) image.rgb.push_back(static_cast<std::uint8_t>(i * 37));
  return image;
}

TEST(PngFile, HoldsEveryPixel) {
  const test::TemporaryDirectory directory;
  const std::string file = directory.path() + "/picture.png";
  ASSERT_TRUE(write_png(file, odd_image()));
  const test::PngPicture picture = test::read_png(file);
  EXPECT_EQ(picture.width, 7U);
  EXPECT_EQ(picture.height, 5U);
  EXPECT_EQ(picture.rgb, odd_image().rgb);
}

TEST(PngFile, ThatCannotBeWrittenIsNamedWithTheReason) {
  const Status status = write_png("/nowhere/picture.png", odd_image());
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message,
            "cannot write /nowhere/picture.png: No such file or directory (ENOENT)");
}

TEST(PngFile, OnAFullDiskIsAnError) { EXPECT_FALSE(write_png("/dev/full", odd_image())); }

}  // namespace
}  // namespace framering::viewer
