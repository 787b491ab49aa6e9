// The golden bytes: typed by hand from docs/ring-format.md, field by field, every field with a
// value of its own, and compared with the structs. Whatever moves a field turns this red.

#include "ring_layout.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <initializer_list>
#include <vector>

namespace framering {
namespace {

/// Bytes at an offset, written out in the order in which they lie in memory.
struct At {
  std::size_t offset;
  std::vector<unsigned char> bytes;
};

std::vector<unsigned char> golden(std::size_t size, std::initializer_list<At> fields) {
  std::vector<unsigned char> image(size, 0);
  for (const At& field : fields) {
    std::copy(field.bytes.begin(), field.bytes.end(),
              image.begin() + static_cast<std::ptrdiff_t>(field.offset));
  }
  return image;
}

template <typename Struct>
std::vector<unsigned char> image_of(const Struct& value) {
  std::vector<unsigned char> image(sizeof value);
  std::memcpy(image.data(), &value, sizeof value);
  return image;
}

TEST(RingLayout, HeaderHasTheBytesOfThePage) {
  const auto page = golden(384, {
                                    {0, {'F', 'R', 'A', 'M', 'R', 'I', 'N', 'G'}},
                                    {8, {0x01, 0x02, 0x03, 0x04}},
                                    {12, {0x05, 0x06, 0x07, 0x08}},
                                    {16, {0x09, 0x0a, 0x0b, 0x0c}},
                                    {20, {0x0d, 0x0e, 0x0f, 0x10}},
                                    {24, {0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18}},
                                    {32, {0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x20}},
                                    {40, {0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28}},
                                    {48, {0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30}},
                                    {56, {0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38}},
                                    {64, {0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7}},
                                    {72, {0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee, 0xef}},
                                    {80, {0x39, 0x3a, 0x3b, 0x3c}},
                                    {88, {0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48}},
                                    {96, {0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50}},
                                    {128, {0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58}},
                                    {136, {0x59, 0x5a, 0x5b, 0x5c}},
                                    {140, {0x5d, 0x5e, 0x5f, 0x60}},
                                    {144, {0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68}},
                                    {256, {0x69, 0x6a, 0x6b, 0x6c}},
                                    {260, {0x6d, 0x6e, 0x6f, 0x70}},
                                });
  RingHeader header;
  header.magic = kRingMagic;
  header.version = 0x04030201;
  header.compat_version = 0x08070605;
  header.header_bytes = 0x0c0b0a09;
  header.slot_count = 0x100f0e0d;
  header.slots_offset = 0x1817161514131211;
  header.slot_stride = 0x201f1e1d1c1b1a19;
  header.payload_offset = 0x2827262524232221;
  header.payload_capacity = 0x302f2e2d2c2b2a29;
  header.total_bytes = 0x3837363534333231;
  for (std::size_t i = 0; i < 16; ++i) header.epoch[i] = static_cast<std::uint8_t>(0xe0 + i);
  header.ring_number = 0x3c3b3a39;
  header.first_index = 0x4847464544434241;
  header.created_ns = 0x504f4e4d4c4b4a49;
  header.head = 0x5857565554535251;
  header.frame_futex = 0x5c5b5a59;
  header.status = 0x605f5e5d;
  header.status_since_ns = 0x6867666564636261;
  header.begun_futex = 0x6c6b6a69;
  header.writer_cpu = 0x706f6e6d;
  EXPECT_EQ(image_of(header), page);
}

TEST(RingLayout, SlotHasTheBytesOfThePage) {
  const auto page = golden(384, {{0, {1, 2, 3, 4, 5, 6, 7, 8}},
                                 {64, {9, 10, 11, 12, 13, 14, 15, 16}},
                                 {128, {17, 18, 19, 20, 21, 22, 23, 24}}});
  SlotHeader slot;
  slot.sequence = 0x0807060504030201;
  slot.progress = 0x100f0e0d0c0b0a09;
  slot.descriptor.index = 0x1817161514131211;
  EXPECT_EQ(image_of(slot), page);
}

TEST(RingLayout, DescriptorHasTheBytesOfThePage) {
  auto page = golden(256, {{0, {0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08}},
                           {8, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10}},
                           {16, {'N', 'V', '1', '2'}},
                           {20, {11}},  // float64
                           {21, {8}},   // dimensions
                           {22, {4}},   // planes
                           {23, {3}},   // BT.2020
                           {24, {2}},   // full
                           {25, {1}},   // the driver's buffer time
                           {26, {1}},   // a pattern
                           {28, {0x11, 0x12, 0x13, 0x14}},
                           {32, {0x15, 0x16, 0x17, 0x18}},
                           {40, {0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28}},
                           {48, {0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30}},
                           {56, {0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38}}});
  // Eight shapes from 64, eight strides from 128, four offsets from 192, four 32-bit strides from
  // 224.
  for (std::size_t i = 0; i < 8; ++i) page[64 + 8 * i] = static_cast<unsigned char>(0x40 + i);
  for (std::size_t i = 0; i < 8; ++i) page[128 + 8 * i] = static_cast<unsigned char>(0x80 + i);
  for (std::size_t i = 0; i < 4; ++i) page[192 + 8 * i] = static_cast<unsigned char>(0xc0 + i);
  for (std::size_t i = 0; i < 4; ++i) page[224 + 4 * i] = static_cast<unsigned char>(0xe0 + i);

  FrameDescriptor frame;
  frame.index = 0x0807060504030201;
  frame.payload_bytes = 0x100f0e0d0c0b0a09;
  frame.pixel_format = PixelFormat::nv12;
  frame.dtype = Dtype::float64;
  frame.dimensions = 8;
  frame.planes = 4;
  frame.color_matrix = ColorMatrix::bt2020;
  frame.color_range = ColorRange::full;
  frame.captured_from = CapturedFrom::driver;
  frame.content = Content::pattern;
  frame.width = 0x14131211;
  frame.height = 0x18171615;
  frame.captured_ns = 0x2827262524232221;
  frame.acquired_ns = 0x302f2e2d2c2b2a29;
  frame.published_ns = 0x3837363534333231;
  for (std::size_t i = 0; i < 8; ++i) frame.shape[i] = 0x40 + i;
  for (std::size_t i = 0; i < 8; ++i) frame.strides_bytes[i] = 0x80 + i;
  for (std::size_t i = 0; i < 4; ++i) frame.plane_offset_bytes[i] = 0xc0 + i;
  for (std::size_t i = 0; i < 4; ++i) {
    frame.plane_stride_bytes[i] = static_cast<std::uint32_t>(0xe0 + i);
  }
  EXPECT_EQ(image_of(frame), page);
}

TEST(RingLayout, NumbersOfTheFormatAreThoseOfThePage) {
  EXPECT_EQ(kRingVersion, 1U);
  EXPECT_EQ(kRingCompatVersion, 1U);
  EXPECT_EQ(static_cast<std::uint32_t>(RingStatus::live), 0U);
  EXPECT_EQ(static_cast<std::uint32_t>(RingStatus::no_signal), 1U);
  EXPECT_EQ(static_cast<std::uint32_t>(RingStatus::superseded), 2U);
  EXPECT_EQ(static_cast<std::uint32_t>(RingStatus::ended), 3U);
  EXPECT_EQ(static_cast<int>(ColorMatrix::bt601), 1);
  EXPECT_EQ(static_cast<int>(ColorMatrix::bt709), 2);
  EXPECT_EQ(static_cast<int>(ColorRange::limited), 1);
  EXPECT_EQ(static_cast<int>(CapturedFrom::grab), 2);
  EXPECT_EQ(static_cast<int>(CapturedFrom::made), 3);
}

TEST(RingLayout, SequencesAreThoseOfThePage) {
  EXPECT_EQ(sequence_writing(5), 41U);
  EXPECT_EQ(sequence_whole(5), 42U);
  EXPECT_EQ(sequence_abandoned(5), 44U);
  EXPECT_EQ(sequence_whole(0), 2U);  // not the 0 of a slot that was never used
}

}  // namespace
}  // namespace framering
