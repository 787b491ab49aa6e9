// Descriptors of every named format at odd sizes, against the table of docs/ring-format.md, and the
// check that refuses descriptors which lie.

#include "framering/frame_descriptor.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace framering {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t kMost32 = std::numeric_limits<std::uint32_t>::max();

struct Row {
  PixelFormat format;
  std::uint32_t alignment;
  std::uint32_t stride;  // everything below: worked out by hand from the page, for 127 x 95
  std::vector<std::uint64_t> shape;
  std::vector<std::uint64_t> strides;
  std::vector<std::uint64_t> plane_offsets;
  std::uint64_t payload_bytes;
};

const std::vector<Row>& page() {
  static const std::vector<Row> rows = {
      {PixelFormat::rgb8, 1, 381, {95, 127, 3}, {381, 3, 1}, {0}, 36195},
      {PixelFormat::bgr8, 64, 384, {95, 127, 3}, {384, 3, 1}, {0}, 36480},
      {PixelFormat::rgba8, 1, 508, {95, 127, 4}, {508, 4, 1}, {0}, 48260},
      {PixelFormat::bgra8, 100, 600, {95, 127, 4}, {600, 4, 1}, {0}, 57000},
      {PixelFormat::gray8, 1, 127, {95, 127}, {127, 1}, {0}, 12065},
      {PixelFormat::gray8, 4, 128, {95, 127}, {128, 1}, {0}, 12160},
      {PixelFormat::gray16, 1, 254, {95, 127}, {254, 2}, {0}, 24130},
      {PixelFormat::yuyv, 1, 256, {95, 128, 2}, {256, 2, 1}, {0}, 24320},
      {PixelFormat::nv12, 1, 128, {143, 128}, {128, 1}, {0, 12160}, 18304},
      {PixelFormat::nv12, 96, 192, {143, 128}, {192, 1}, {0, 18240}, 27456},
  };
  return rows;
}

template <typename Array>
std::vector<std::uint64_t> used(const Array& values, std::size_t count) {
  for (std::size_t i = count; i < values.size(); ++i) EXPECT_EQ(values[i], 0U);
  return {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count)};
}

TEST(FrameDescriptor, DescribesEveryFormatAsThePageDoes) {
  for (const Row& row : page()) {
    SCOPED_TRACE(std::string(name_of(row.format)) + " " + std::to_string(row.alignment));
    const FrameDescriptor frame = describe_picture(row.format, 127, 95, row.alignment);
    EXPECT_EQ(frame.pixel_format, row.format);
    EXPECT_EQ(frame.dtype, row.format == PixelFormat::gray16 ? Dtype::uint16 : Dtype::uint8);
    EXPECT_EQ(frame.width, 127U);
    EXPECT_EQ(frame.height, 95U);
    EXPECT_EQ(used(frame.shape, frame.dimensions), row.shape);
    EXPECT_EQ(used(frame.strides_bytes, frame.dimensions), row.strides);
    EXPECT_EQ(used(frame.plane_offset_bytes, frame.planes), row.plane_offsets);
    EXPECT_EQ(used(frame.plane_stride_bytes, frame.planes),
              std::vector<std::uint64_t>(row.plane_offsets.size(), row.stride));
    EXPECT_EQ(frame.payload_bytes, row.payload_bytes);
    EXPECT_TRUE(is_consistent(frame, frame.payload_bytes));
  }
}

TEST(FrameDescriptor, OnlyYuvNamesAMatrix) {
  const FrameDescriptor yuv = describe_picture(PixelFormat::nv12, 4, 4);
  EXPECT_EQ(yuv.color_matrix, ColorMatrix::bt601);
  EXPECT_EQ(yuv.color_range, ColorRange::limited);
  const FrameDescriptor rgb = describe_picture(PixelFormat::rgb8, 4, 4);
  EXPECT_EQ(rgb.color_matrix, ColorMatrix::unspecified);
  EXPECT_EQ(rgb.color_range, ColorRange::unspecified);
}

TEST(FrameDescriptor, OnePixelIsConsistentInEveryFormat) {
  for (const Row& row : page()) {
    const FrameDescriptor frame = describe_picture(row.format, 1, 1);
    EXPECT_TRUE(is_consistent(frame, frame.payload_bytes)) << name_of(row.format);
    EXPECT_FALSE(is_consistent(frame, frame.payload_bytes - 1)) << name_of(row.format);
  }
}

TEST(FrameDescriptor, RowsAndPlanesRoundUpAtOddSizes) {
  EXPECT_EQ(row_bytes(PixelFormat::yuyv, 0, 3), 8U);
  EXPECT_EQ(row_bytes(PixelFormat::nv12, 0, 3), 4U);
  EXPECT_EQ(row_bytes(PixelFormat::nv12, 1, 3), 4U);
  EXPECT_EQ(row_bytes(PixelFormat::rgba8, 0, kMost32), 4ULL * kMost32);
  EXPECT_EQ(plane_rows(PixelFormat::nv12, 1, 3), 2U);
  EXPECT_EQ(plane_rows(PixelFormat::nv12, 1, kMost32), 0x80000000U);
  EXPECT_EQ(row_bytes(PixelFormat::rgb8, 1, 3), 0U);
  EXPECT_EQ(row_bytes(PixelFormat::none, 0, 3), 0U);
}

TEST(FrameDescriptor, DescribesADenseArray) {
  const std::uint64_t shape[] = {3, 5, 7};
  const FrameDescriptor frame = describe_array(Dtype::float32, shape, 3);
  EXPECT_EQ(used(frame.strides_bytes, 3), (std::vector<std::uint64_t>{140, 28, 4}));
  EXPECT_EQ(frame.payload_bytes, 420U);
  EXPECT_EQ(frame.planes, 0);
  EXPECT_EQ(frame.width, 0U);
  EXPECT_TRUE(is_consistent(frame, 420));
}

TEST(FrameDescriptor, ATwoDimensionalArrayIsAPicture) {
  const std::uint64_t shape[] = {95, 127};
  const FrameDescriptor frame = describe_array(Dtype::uint16, shape, 2);
  EXPECT_EQ(frame.height, 95U);
  EXPECT_EQ(frame.width, 127U);
  EXPECT_EQ(frame.planes, 1);
  EXPECT_EQ(frame.plane_stride_bytes[0], 254U);
  EXPECT_TRUE(is_consistent(frame, frame.payload_bytes));
}

TEST(FrameDescriptor, NothingAtAllIsConsistent) { EXPECT_TRUE(is_consistent({}, 0)); }

TEST(FrameDescriptor, EmptyArraysReachNothing) {
  const std::uint64_t shape[] = {kMost, 0, kMost};
  FrameDescriptor frame = describe_array(Dtype::float64, shape, 3);
  frame.payload_bytes = 0;
  EXPECT_TRUE(is_consistent(frame, 0));
}

// --- Lies: one change each to a descriptor that was true -----------------------------------------

struct Lie {
  const char* what;
  void (*tell)(FrameDescriptor&);
};

void expect_refused(const FrameDescriptor& truth, std::initializer_list<Lie> lies) {
  ASSERT_TRUE(is_consistent(truth, truth.payload_bytes));
  for (const Lie& lie : lies) {
    FrameDescriptor frame = truth;
    lie.tell(frame);
    EXPECT_FALSE(is_consistent(frame, truth.payload_bytes)) << lie.what;
  }
}

TEST(FrameDescriptor, RefusesLiesAboutTheArray) {
  expect_refused(
      describe_picture(PixelFormat::rgb8, 127, 95, 64),
      {{"more payload than room", [](auto& f) { ++f.payload_bytes; }},
       {"all the payload there could be", [](auto& f) { f.payload_bytes = kMost; }},
       {"less payload than the array", [](auto& f) { f.payload_bytes = 94 * 384 + 380; }},
       {"one row more", [](auto& f) { ++f.shape[0]; }},
       {"one column more, out of the last row", [](auto& f) { f.shape[1] = 129; }},
       {"an extent that overflows", [](auto& f) { f.shape[0] = kMost; }},
       {"a stride that overflows", [](auto& f) { f.strides_bytes[0] = kMost; }},
       {"extents that come back to zero",
        [](auto& f) { f.strides_bytes[0] = 1ULL << 63, f.shape[0] = 3; }},
       {"a sum that overflows",
        [](auto& f) { f.strides_bytes[0] = kMost / 94, f.strides_bytes[1] = kMost / 126; }},
       {"nine dimensions", [](auto& f) { f.dimensions = 9; }},
       {"255 dimensions", [](auto& f) { f.dimensions = 255; }},
       {"no dtype", [](auto& f) { f.dtype = Dtype::none; }},
       {"a dtype that is none", [](auto& f) { f.dtype = static_cast<Dtype>(12); }},
       {"a wider dtype, out of the last pixel",
        [](auto& f) { f.dtype = Dtype::float64, f.shape[1] = 128; }}});
}

TEST(FrameDescriptor, RefusesLiesAboutThePlanes) {
  expect_refused(describe_picture(PixelFormat::nv12, 127, 95),
                 {{"five planes", [](auto& f) { f.planes = 5; }},
                  {"255 planes", [](auto& f) { f.planes = 255; }},
                  {"one plane of two", [](auto& f) { f.planes = 1; }},
                  {"no planes", [](auto& f) { f.planes = 0; }},
                  {"a wider picture", [](auto& f) { f.width = 129; }},
                  {"the widest picture", [](auto& f) { f.width = kMost32; }},
                  {"a higher picture", [](auto& f) { f.height = 97; }},
                  {"no width", [](auto& f) { f.width = 0; }},
                  {"no height", [](auto& f) { f.height = 0; }},
                  {"a stride shorter than a row", [](auto& f) { f.plane_stride_bytes[0] = 127; }},
                  {"no stride", [](auto& f) { f.plane_stride_bytes[1] = 0; }},
                  {"a long stride", [](auto& f) { ++f.plane_stride_bytes[1]; }},
                  {"the longest stride", [](auto& f) { f.plane_stride_bytes[1] = kMost32; }},
                  {"an offset beyond the end", [](auto& f) { ++f.plane_offset_bytes[1]; }},
                  {"an offset that overflows", [](auto& f) { f.plane_offset_bytes[1] = kMost; }},
                  {"a first plane that is far away",
                   [](auto& f) { f.plane_offset_bytes[0] = kMost - 12159; }}});
}

TEST(FrameDescriptor, RefusesLiesAboutPicturesWithoutAName) {
  const std::uint64_t shape[] = {95, 127};
  expect_refused(describe_array(Dtype::float32, shape, 2),
                 {{"a wider picture", [](auto& f) { f.width = 128; }},
                  {"a higher picture", [](auto& f) { f.height = 96; }},
                  {"a short stride", [](auto& f) { f.plane_stride_bytes[0] = 507; }},
                  {"a picture without a plane", [](auto& f) { f.planes = 0; }},
                  {"a second plane out of nothing", [](auto& f) { f.planes = 2; }},
                  {"an offset", [](auto& f) { f.plane_offset_bytes[0] = 1; }}});
}

TEST(FrameDescriptor, LeavesThePlanesOfAnUnknownFourccToThoseWhoKnowIt) {
  FrameDescriptor frame;
  frame.pixel_format = static_cast<PixelFormat>(fourcc('M', 'J', 'P', 'G'));
  frame.payload_bytes = 100;
  frame.width = 1280;
  frame.height = 720;
  frame.planes = 1;
  EXPECT_TRUE(is_consistent(frame, 100));
  frame.plane_offset_bytes[0] = 101;
  EXPECT_FALSE(is_consistent(frame, 100));
}

TEST(FrameDescriptor, HugeSizesNeverPassAsSmallOnes) {
  for (const Row& row : page()) {
    for (const std::uint32_t side : {kMost32, kMost32 - 1, 0x80000000U, 0x40000001U}) {
      const FrameDescriptor frame = describe_picture(row.format, side, side, 4096);
      EXPECT_FALSE(is_consistent(frame, 1 << 20)) << name_of(row.format) << " " << side;
    }
  }
  const std::uint64_t wraps[] = {1ULL << 32, 1ULL << 32};
  EXPECT_FALSE(is_consistent(describe_array(Dtype::uint8, wraps, 2), 1 << 20));
}

}  // namespace
}  // namespace framering
