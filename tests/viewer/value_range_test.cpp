// Which numbers are black and white: the picture's extent, and who decides.

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "range_control.hpp"
#include "value_extent.hpp"

namespace framering::viewer {
namespace {

template <typename Number>
std::optional<ValueRange> extent_of(Dtype dtype, const std::vector<Number>& row) {
  const std::uint64_t shape[] = {1, row.size()};
  const auto layout = layout_picture(describe_array(dtype, shape, 2), 8192);
  return value_extent(*layout, std::as_bytes(std::span(row)));
}

PictureLayout layout_of(Dtype dtype) {
  const std::uint64_t shape[] = {4, 4};
  return *layout_picture(describe_array(dtype, shape, 2), 8192);
}

TEST(ValueExtent, IsTheLeastAndTheGreatest) {
  const auto extent = extent_of<std::uint16_t>(Dtype::uint16, {500, 7, 65000, 9});
  ASSERT_TRUE(extent);
  EXPECT_EQ(extent->low, 7);
  EXPECT_EQ(extent->high, 65000);
}

TEST(ValueExtent, LeavesOutWhatIsNotFinite) {
  const float infinity = std::numeric_limits<float>::infinity();
  const auto extent = extent_of<float>(Dtype::float32, {NAN, -2, infinity, 3, -infinity});
  ASSERT_TRUE(extent);
  EXPECT_EQ(extent->low, -2);
  EXPECT_EQ(extent->high, 3);
  EXPECT_FALSE(extent_of<float>(Dtype::float32, {NAN, infinity}));
}

TEST(ValueExtent, ReadsHalfPrecision) {
  // 1.0, -2.0, the smallest subnormal, 65504, infinity, by IEEE 754.
  const auto extent =
      extent_of<std::uint16_t>(Dtype::float16, {0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00});
  ASSERT_TRUE(extent);
  EXPECT_EQ(extent->low, -2);
  EXPECT_EQ(extent->high, 65504);
}

TEST(RangeControl, TakesTheFirstPicturesExtentAndKeepsIt) {
  RangeControl control(std::nullopt);
  const PictureLayout layout = layout_of(Dtype::float32);
  EXPECT_TRUE(control.wants_extent(layout));
  control.adopt(layout, ValueRange{-1, 5});
  EXPECT_FALSE(control.wants_extent(layout));
  control.adopt(layout, std::nullopt);
  EXPECT_EQ(control.range().low, -1);
  EXPECT_EQ(control.range().high, 5);
}

TEST(RangeControl, PrefersWhatWasAskedForWithinLimitsThatHoldBoth) {
  RangeControl control(ValueRange{10, 2});
  control.adopt(layout_of(Dtype::float32), ValueRange{-1, 5});
  EXPECT_EQ(control.range().low, 10);
  EXPECT_EQ(control.range().high, 2);
  EXPECT_EQ(control.limits().low, -1);
  EXPECT_EQ(control.limits().high, 10);
}

TEST(RangeControl, OpensARangeOfOneValue) {
  RangeControl control(std::nullopt);
  control.adopt(layout_of(Dtype::uint16), ValueRange{4, 4});
  EXPECT_LT(control.range().low, control.range().high);
}

TEST(RangeControl, BeginsAnewWithAnotherKindOfNumber) {
  RangeControl control(std::nullopt);
  control.adopt(layout_of(Dtype::float32), ValueRange{-1, 5});
  EXPECT_TRUE(control.wants_extent(layout_of(Dtype::uint16)));
  EXPECT_FALSE(control.wants_extent(layout_of(Dtype::uint8)));
  control.adopt(layout_of(Dtype::uint8), std::nullopt);
  EXPECT_EQ(control.range().low, 0);
  EXPECT_EQ(control.range().high, 255);
}

}  // namespace
}  // namespace framering::viewer
