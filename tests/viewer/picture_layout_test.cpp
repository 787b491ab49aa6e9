// Frames to planes of texels, and those that cannot be shown.

#include "picture_layout.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace framering::viewer {
namespace {

constexpr int kLargest = 8192;

FrameDescriptor array_of(Dtype dtype, std::vector<std::uint64_t> shape) {
  return describe_array(dtype, shape.data(), shape.size());
}

TEST(PictureLayout, OfYuyvHasHalfAsManyTexelsRoundedUp) {
  const auto layout = layout_picture(describe_picture(PixelFormat::yuyv, 127, 95, 64), kLargest);
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->size, (Size{127, 95}));
  EXPECT_EQ(layout->planes[0].size, (Size{64, 95}));
  EXPECT_EQ(layout->planes[0].texel, Texel::rgba8);
}

TEST(PictureLayout, OfNv12HasASecondPlaneOfHalfTheSizeRoundedUp) {
  const auto layout = layout_picture(describe_picture(PixelFormat::nv12, 127, 95), kLargest);
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->plane_count, 2U);
  EXPECT_EQ(layout->planes[1].size, (Size{64, 48}));
  EXPECT_EQ(layout->planes[1].texel, Texel::rg8);
  EXPECT_EQ(layout->planes[1].offset_bytes, 128U * 95);
}

TEST(PictureLayout, OfSixteenBitAndFloatPicturesNeedsARange) {
  for (const FrameDescriptor& d :
       {describe_picture(PixelFormat::gray16, 5, 3), array_of(Dtype::uint16, {3, 5}),
        array_of(Dtype::float16, {3, 5}), array_of(Dtype::float32, {3, 5})}) {
    const auto layout = layout_picture(d, kLargest);
    ASSERT_TRUE(layout) << format_text(d);
    EXPECT_TRUE(layout->needs_range) << format_text(d);
    EXPECT_EQ(layout->size, (Size{5, 3}));
  }
  EXPECT_FALSE(layout_picture(describe_picture(PixelFormat::gray8, 5, 3), kLargest)->needs_range);
}

TEST(PictureLayout, OfATensorIsRefusedInOneLineThatNamesIt) {
  const auto layout = layout_picture(array_of(Dtype::float32, {3, 480, 640}), kLargest);
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.error().code, ErrorCode::unsupported);
  EXPECT_NE(layout.error().message.find("3x480x640 float32"), std::string::npos);
  EXPECT_EQ(layout.error().message.find('\n'), std::string::npos);
}

TEST(PictureLayout, OfAnUnknownFourccIsRefusedByItsLetters) {
  FrameDescriptor descriptor = describe_picture(PixelFormat::rgb8, 640, 480);
  descriptor.pixel_format = static_cast<PixelFormat>(fourcc('X', 'R', '3', '0'));
  const auto layout = layout_picture(descriptor, kLargest);
  ASSERT_FALSE(layout);
  EXPECT_NE(layout.error().message.find("640x480 'XR30'"), std::string::npos);
}

TEST(PictureLayout, OfAPictureTooLargeForOpenGlIsRefused) {
  EXPECT_FALSE(layout_picture(describe_picture(PixelFormat::gray8, 8193, 1), kLargest));
  EXPECT_FALSE(layout_picture(array_of(Dtype::uint8, {8193, 1}), kLargest));
  EXPECT_TRUE(layout_picture(describe_picture(PixelFormat::gray8, 8192, 1), kLargest));
}

TEST(PictureLayout, OfAPictureWithoutPixelsIsRefused) {
  EXPECT_FALSE(layout_picture(array_of(Dtype::uint8, {0, 5}), kLargest));
}

TEST(PictureLayout, OfRowsBeyondThePayloadIsRefused) {
  FrameDescriptor descriptor = describe_picture(PixelFormat::rgb8, 33, 17);
  descriptor.payload_bytes -= 1;
  EXPECT_FALSE(layout_picture(descriptor, kLargest));
  descriptor = describe_picture(PixelFormat::nv12, 33, 17);
  descriptor.plane_offset_bytes[1] = descriptor.payload_bytes + 1;
  EXPECT_FALSE(layout_picture(descriptor, kLargest));
}

TEST(PictureLayout, OfAnArrayWithGapsBetweenElementsIsRefused) {
  FrameDescriptor descriptor = array_of(Dtype::float32, {3, 5});
  descriptor.strides_bytes[1] = 8;
  EXPECT_FALSE(layout_picture(descriptor, kLargest));
}

}  // namespace
}  // namespace framering::viewer
