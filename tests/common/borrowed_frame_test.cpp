// A frame read where it lies: how long it is true, and that it never stops being readable.

#include "framering/borrowed_frame.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "support/small_ring.hpp"

namespace framering {
namespace {

using test::SmallRing;

BorrowedFrame newest_of(const SmallRing& ring) {
  BorrowedFrame frame;
  RingReader reader = ring.reader();
  EXPECT_TRUE(reader.try_latest(frame));
  return frame;
}

TEST(BorrowedFrame, NoFrameIsFalseAndNeverValid) {
  const BorrowedFrame frame;
  EXPECT_FALSE(frame);
  EXPECT_FALSE(frame.still_valid());
  EXPECT_TRUE(frame.payload().empty());
  OwnedFrame copy;
  EXPECT_FALSE(frame.copy_to(copy));
}

TEST(BorrowedFrame, StaysTrueForSlotsMinusOneFurtherFramesAndNotOneMore) {
  for (const std::uint32_t slots : {2U, 3U, 8U}) {
    SmallRing ring(slots);
    ring.publish();
    const BorrowedFrame frame = newest_of(ring);
    for (std::uint32_t further = 0; further < slots - 1; ++further) {
      EXPECT_TRUE(frame.still_valid());
      ring.publish();
    }
    EXPECT_TRUE(frame.still_valid()) << slots;
    ring.writer().begin();  // the first byte of the next frame may come at any moment now
    EXPECT_FALSE(frame.still_valid()) << slots;
    ring.writer().publish({});
    EXPECT_FALSE(frame.still_valid()) << slots;
  }
}

TEST(BorrowedFrame, AnAbandonedFrameInItsSlotEndsItToo) {
  SmallRing ring(2);
  ring.publish();
  const BorrowedFrame frame = newest_of(ring);
  ring.abandon(2);
  EXPECT_FALSE(frame.still_valid());
}

TEST(BorrowedFrame, ACopyMadeTooLateIsVoid) {
  SmallRing ring(2);
  ring.publish();
  const BorrowedFrame frame = newest_of(ring);
  ring.publish(2);
  OwnedFrame copy;
  EXPECT_FALSE(frame.copy_to(copy));
}

TEST(BorrowedFrame, CopiesAreTheFrame) {
  SmallRing ring;
  for (std::uint64_t index = 0; index < 6; ++index) {
    ring.publish();
    OwnedFrame copy;
    ASSERT_TRUE(newest_of(ring).copy_to(copy));
    EXPECT_EQ(copy.descriptor.index, index);
    EXPECT_EQ(copy.payload, test::test_payload(test::test_format(index), index));
  }
}

TEST(BorrowedFrame, CopiesReuseTheirMemory) {
  SmallRing ring;
  ring.publish();
  const BorrowedFrame frame = newest_of(ring);
  OwnedFrame copy;
  copy.payload.reserve(test::kTestFrameBytes);
  const std::byte* memory = copy.payload.data();
  ASSERT_TRUE(frame.copy_to(copy));
  EXPECT_EQ(copy.payload.data(), memory);
}

TEST(BorrowedFrame, CopiesEverySizeUpToTheLastByteAndNoFurther) {
  for (std::uint64_t bytes = 0; bytes <= 33; ++bytes) {
    SmallRing ring(2, 0, 64);
    std::vector<std::byte> source(bytes);
    for (std::size_t i = 0; i < bytes; ++i) source[i] = static_cast<std::byte>(i + 1);
    store_payload(ring.writer().begin(), source);
    ring.writer().publish(describe_array(Dtype::uint8, &bytes, 1));
    std::byte target[40] = {};
    ASSERT_TRUE(newest_of(ring).copy_to(target));
    EXPECT_TRUE(std::equal(source.begin(), source.end(), target)) << bytes;
    EXPECT_EQ(target[bytes], std::byte{0}) << bytes;
    OwnedFrame owned;
    ASSERT_TRUE(newest_of(ring).copy_to(owned));
    EXPECT_EQ(owned.payload, source) << bytes;
  }
}

TEST(BorrowedFrame, StaysReadableWhenTheRingIsGone) {
  std::optional<SmallRing> ring(std::in_place);
  ring->publish();
  const BorrowedFrame frame = newest_of(*ring);
  ring.reset();
  test::expect_whole(frame, 0);
  EXPECT_TRUE(frame.still_valid());
}

}  // namespace
}  // namespace framering
