// Names and sizes of pixel formats and dtypes, against the tables of docs/ring-format.md.

#include "framering/pixel_format.hpp"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace framering {
namespace {

TEST(PixelFormat, FourccHasItsFirstCharacterInTheLowestByte) {
  EXPECT_EQ(fourcc('N', 'V', '1', '2'), 0x3231564eU);
  EXPECT_EQ(fourcc('\xff', ' ', ' ', '\x80'), 0x802020ffU);
}

TEST(PixelFormat, NamesCarryTheFourccsOfThePage) {
  const std::array<std::pair<const char*, std::uint32_t>, 8> page = {{
      {"rgb8", fourcc('B', 'G', '2', '4')},
      {"bgr8", fourcc('R', 'G', '2', '4')},
      {"rgba8", fourcc('A', 'B', '2', '4')},
      {"bgra8", fourcc('A', 'R', '2', '4')},
      {"gray8", fourcc('R', '8', ' ', ' ')},
      {"gray16", fourcc('R', '1', '6', ' ')},
      {"yuyv", fourcc('Y', 'U', 'Y', 'V')},
      {"nv12", fourcc('N', 'V', '1', '2')},
  }};
  for (const auto& [name, code] : page) {
    const auto format = pixel_format_from_name(name);
    ASSERT_TRUE(format) << name;
    EXPECT_EQ(static_cast<std::uint32_t>(*format), code) << name;
    EXPECT_EQ(name_of(*format), name);
  }
}

TEST(PixelFormat, UnknownNamesAndFourccsGiveNothing) {
  for (const char* name : {"", "RGB8", "rgb", "rgb88", "none"}) {
    EXPECT_FALSE(pixel_format_from_name(name)) << name;
  }
  EXPECT_EQ(name_of(PixelFormat::none), "");
  EXPECT_EQ(name_of(static_cast<PixelFormat>(fourcc('M', 'J', 'P', 'G'))), "");
}

TEST(Dtype, NumbersNamesAndSizesAreThoseOfThePage) {
  struct Row {
    std::uint8_t number;
    const char* name;
    std::size_t bytes;
  };
  constexpr std::array<Row, 12> kPage = {{{0, "", 0},
                                          {1, "uint8", 1},
                                          {2, "int8", 1},
                                          {3, "uint16", 2},
                                          {4, "int16", 2},
                                          {5, "uint32", 4},
                                          {6, "int32", 4},
                                          {7, "uint64", 8},
                                          {8, "int64", 8},
                                          {9, "float16", 2},
                                          {10, "float32", 4},
                                          {11, "float64", 8}}};
  for (const Row& row : kPage) {
    const auto dtype = static_cast<Dtype>(row.number);
    EXPECT_EQ(size_of(dtype), row.bytes) << row.name;
    EXPECT_EQ(name_of(dtype), row.name);
  }
}

TEST(Dtype, NumbersBeyondTheTableHaveNoSize) {
  for (int number = 12; number < 256; ++number) {
    EXPECT_EQ(size_of(static_cast<Dtype>(number)), 0U);
    EXPECT_EQ(name_of(static_cast<Dtype>(number)), "");
  }
}

}  // namespace
}  // namespace framering
