// Frames that verify themselves: every kind of damage is seen from the bytes alone.

#include "framering/pattern_stamp.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "support/test_frames.hpp"

namespace framering {
namespace {

using Bytes = std::vector<std::byte>;
using test::test_format;
using test::test_payload;

FrameDescriptor numbered(FrameDescriptor frame, std::uint64_t index) {
  frame.index = index;
  return frame;
}

std::string verdict(const FrameDescriptor& frame, const Bytes& payload) {
  return verify_pattern(frame, payload).value_or("");
}

TEST(PatternStamp, ChecksumIsThatOfThePage) {
  // Words 3, 5, (the checksum, taken as zero) and a last one of which two bytes are there.
  const unsigned char block[] = {3, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0,    0,
                                 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 0x02, 0x01};
  EXPECT_EQ(pattern_checksum(std::as_bytes(std::span(block))), 3 * 1 + 5 * 3 + 0x0102 * 7ULL);
}

TEST(PatternStamp, ChecksumWrapsAround) {
  std::vector<std::byte> block(40, std::byte{0xff});
  // Four words of 2^64 - 1, with weights 1, 3, 7 and 9: minus their sum.
  EXPECT_EQ(pattern_checksum(block), 0 - 20ULL);
}

TEST(PatternStamp, StampsAreWhereThePageSaysThem) {
  const FrameDescriptor frame = test_format(3);  // yuyv 33 x 17, stride 72: two blocks
  const Bytes payload = test_payload(frame, 0x1122334455667788);
  const unsigned char second[] = {'F',  'R',  'P',  'T',  1,    0,    0,    0,
                                  0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11};
  ASSERT_EQ(pattern_block_bytes(frame), 16 * 72U);
  EXPECT_EQ(std::memcmp(payload.data() + 16 * 72, second, sizeof second), 0);
}

TEST(PatternStamp, EveryFormatVerifies) {
  for (std::uint64_t index = 0; index < 6; ++index) {
    const FrameDescriptor frame = numbered(test_format(index), index);
    EXPECT_EQ(verdict(frame, test_payload(frame, index)), "") << index;
  }
}

TEST(PatternStamp, EveryFlippedBitIsSeen) {
  const FrameDescriptor frame = numbered(describe_picture(PixelFormat::gray8, 7, 19), 5);
  Bytes payload = test_payload(frame, 5);
  for (std::size_t bit = 0; bit < payload.size() * 8; ++bit) {
    const std::byte mask{static_cast<unsigned char>(1U << bit % 8)};
    payload[bit / 8] ^= mask;
    EXPECT_NE(verdict(frame, payload), "") << "bit " << bit;
    payload[bit / 8] ^= mask;
  }
}

TEST(PatternStamp, ATornFrameIsSeenWhereverItIsTorn) {
  const FrameDescriptor frame = numbered(describe_picture(PixelFormat::rgb8, 9, 33), 8);
  const Bytes fresh = test_payload(frame, 8);
  const Bytes stale = test_payload(frame, 0);
  for (std::size_t cut = 8; cut < fresh.size(); cut += 8) {  // the index lies at 8 to 15
    Bytes torn = fresh;
    std::copy(stale.begin() + static_cast<std::ptrdiff_t>(cut), stale.end(),
              torn.begin() + static_cast<std::ptrdiff_t>(cut));
    EXPECT_NE(verdict(frame, torn), "") << "torn at " << cut;
  }
}

TEST(PatternStamp, AStaleFrameNamesTheFrameItIs) {
  const FrameDescriptor frame = numbered(test_format(0), 12);
  EXPECT_EQ(verdict(frame, test_payload(frame, 4)), "block 0 of frame 12: bytes of frame 4");
}

TEST(PatternStamp, SwappedBlocksAreSeen) {
  const FrameDescriptor frame = numbered(test_format(0), 3);
  Bytes payload = test_payload(frame, 3);
  const auto block = static_cast<std::ptrdiff_t>(pattern_block_bytes(frame));
  std::swap_ranges(payload.begin(), payload.begin() + block, payload.begin() + 2 * block);
  EXPECT_EQ(verdict(frame, payload), "block 0 of frame 3: bytes of block 2");
}

TEST(PatternStamp, AFrameWithoutStampsIsSeen) {
  const FrameDescriptor frame = test_format(0);
  EXPECT_EQ(verdict(frame, Bytes(frame.payload_bytes)), "block 0 of frame 0: no pattern stamp");
}

TEST(PatternStamp, ARemainderTooShortForAStampBelongsToTheBlockBefore) {
  // Rows of 3 bytes: blocks of 48. Seventeen rows leave 3 bytes, twenty-four leave 24.
  for (const std::uint32_t rows : {17U, 23U}) {
    const FrameDescriptor frame = describe_picture(PixelFormat::gray8, 3, rows);
    Bytes payload = test_payload(frame, 0);
    EXPECT_EQ(verdict(frame, payload), "");
    payload.back() ^= std::byte{1};
    EXPECT_EQ(verdict(frame, payload), "block 0 of frame 0: wrong checksum") << rows;
  }
  const FrameDescriptor two = describe_picture(PixelFormat::gray8, 3, 24);
  Bytes payload = test_payload(two, 0);
  payload.back() ^= std::byte{1};
  EXPECT_EQ(verdict(two, payload), "block 1 of frame 0: wrong checksum");
}

TEST(PatternStamp, TinyFramesAreOneBlock) {
  const FrameDescriptor narrow = describe_picture(PixelFormat::gray8, 1, 24);  // 16 < 24 bytes
  EXPECT_EQ(verdict(narrow, test_payload(narrow, 0)), "");
  const FrameDescriptor flat = describe_picture(PixelFormat::gray8, 25, 1);  // fewer than a block
  EXPECT_EQ(verdict(flat, test_payload(flat, 0)), "");
  const std::uint64_t shape[] = {2, 3, 4};
  const FrameDescriptor tensor = describe_array(Dtype::uint8, shape, 3);  // no plane at all
  EXPECT_EQ(verdict(tensor, test_payload(tensor, 0)), "");
}

TEST(PatternStamp, AFrameShorterThanAStampIsCorrupt) {
  const FrameDescriptor frame = describe_picture(PixelFormat::gray8, 23, 1);
  EXPECT_NE(verdict(frame, Bytes(23)), "");
  EXPECT_NE(verdict(frame, {}), "");
}

TEST(PatternStamp, ADescriptorWithoutPayloadIsCorruptWhateverComesWithIt) {
  EXPECT_NE(verdict({}, Bytes(100)), "");
}

}  // namespace
}  // namespace framering
