// The reading side of one ring, on one thread: which frame comes, and what is counted.

#include "ring_reader.hpp"

#include <gtest/gtest.h>

#include "support/small_ring.hpp"

namespace framering {
namespace {

using test::expect_whole;
using test::SmallRing;

constexpr std::uint64_t kNone = ~0ULL;

std::uint64_t next_of(RingReader& reader) {
  BorrowedFrame frame;
  return reader.try_next(frame) ? frame.descriptor().index : kNone;
}

std::uint64_t latest_of(RingReader& reader) {
  BorrowedFrame frame;
  return reader.try_latest(frame) ? frame.descriptor().index : kNone;
}

TEST(RingReader, FindsNothingInAnEmptyRing) {
  SmallRing ring;
  RingReader reader = ring.reader();
  EXPECT_EQ(next_of(reader), kNone);
  EXPECT_EQ(latest_of(reader), kNone);
}

TEST(RingReader, DeliversEveryFrameOnceAndInOrder) {
  SmallRing ring;
  RingReader reader = ring.reader();
  BorrowedFrame frame;
  for (std::uint64_t index = 0; index < 30; ++index) {
    ring.publish();
    ASSERT_TRUE(reader.try_next(frame));
    expect_whole(frame, index);
    EXPECT_FALSE(reader.try_next(frame));
  }
  EXPECT_EQ(reader.skipped().missed, 0U);
}

TEST(RingReader, DoesNotSeeAFrameThatIsStillWritten) {
  SmallRing ring;
  RingReader reader = ring.reader();
  ring.writer().begin();
  EXPECT_EQ(next_of(reader), kNone);
  EXPECT_EQ(latest_of(reader), kNone);
  ring.writer().publish({});
  EXPECT_EQ(next_of(reader), 0U);
}

TEST(RingReader, BeginsWithTheNewestFrame) {
  SmallRing ring;
  ring.publish(3);
  RingReader reader = ring.reader();
  EXPECT_EQ(next_of(reader), 2U);
  EXPECT_EQ(reader.skipped().missed, 0U);
}

TEST(RingReader, LatestSkipsAndCountsWhatItSkipped) {
  SmallRing ring(8);
  RingReader reader = ring.reader();
  ring.publish(5);
  EXPECT_EQ(latest_of(reader), 4U);
  EXPECT_EQ(reader.skipped().missed, 4U);
  EXPECT_EQ(latest_of(reader), kNone);
  ring.publish();
  EXPECT_EQ(latest_of(reader), 5U);
  EXPECT_EQ(reader.skipped().missed, 4U);
}

TEST(RingReader, NextAfterLatestGoesOnBehindIt) {
  SmallRing ring(8);
  RingReader reader = ring.reader();
  ring.publish(3);
  EXPECT_EQ(latest_of(reader), 2U);
  ring.publish(2);
  EXPECT_EQ(next_of(reader), 3U);
  EXPECT_EQ(next_of(reader), 4U);
}

TEST(RingReader, ResumesInTheMiddleAfterAnOverrunAndCounts) {
  SmallRing ring(8);
  RingReader reader = ring.reader();
  ring.publish(20);
  EXPECT_EQ(next_of(reader), 16U);  // head 20 less 8 / 2
  EXPECT_EQ(reader.skipped().missed, 16U);
  for (std::uint64_t index = 17; index < 20; ++index) EXPECT_EQ(next_of(reader), index);
  EXPECT_EQ(next_of(reader), kNone);
  EXPECT_EQ(reader.skipped().missed, 16U);
}

TEST(RingReader, ReadsAFrameThatIsOldButNotYetOverwritten) {
  SmallRing ring(8);
  RingReader reader = ring.reader();
  ring.publish(8);
  EXPECT_EQ(next_of(reader), 0U);  // the writer has not begun its slot's next frame
  EXPECT_EQ(reader.skipped().missed, 0U);
}

TEST(RingReader, TwoSlotsAreEnough) {
  SmallRing ring(2);
  RingReader reader = ring.reader();
  ring.publish(7);
  EXPECT_EQ(next_of(reader), 6U);
  EXPECT_EQ(reader.skipped().missed, 6U);
  ring.publish();
  EXPECT_EQ(next_of(reader), 7U);
}

TEST(RingReader, SkipsAbandonedFramesAndCountsThem) {
  SmallRing ring(8);
  RingReader reader = ring.reader();
  ring.publish();
  ring.abandon(2);
  ring.publish();
  EXPECT_EQ(next_of(reader), 0U);
  EXPECT_EQ(next_of(reader), 3U);
  EXPECT_EQ(reader.skipped().abandoned, 2U);
  EXPECT_EQ(reader.skipped().missed, 0U);
}

TEST(RingReader, LatestIsTheOneBeforeAnAbandonedOne) {
  SmallRing ring(8);
  RingReader reader = ring.reader();
  ring.publish(2);
  ring.abandon(3);
  EXPECT_EQ(latest_of(reader), 1U);
  EXPECT_EQ(reader.skipped().missed, 1U);
  EXPECT_EQ(reader.skipped().abandoned, 3U);
  EXPECT_EQ(latest_of(reader), kNone);
}

TEST(RingReader, OnlyAbandonedFramesAreNoFrame) {
  SmallRing ring(4);
  RingReader reader = ring.reader();
  ring.abandon(9);
  EXPECT_EQ(latest_of(reader), kNone);
  EXPECT_EQ(next_of(reader), kNone);
  EXPECT_EQ(reader.skipped().missed + reader.skipped().abandoned, 9U);
  ring.publish();
  EXPECT_EQ(next_of(reader), 9U);
}

TEST(RingReader, AnAbandonedSlotNeverShowsTheFrameBeforeIt) {
  SmallRing ring(3);
  ring.publish(3);
  RingReader reader(ring.map(), 0);
  ring.abandon();  // index 3, in the slot of frame 0
  EXPECT_EQ(latest_of(reader), 2U);
  EXPECT_EQ(latest_of(reader), kNone);
}

TEST(RingReader, IndicesRunOnFromTheFirstOneOfTheRing) {
  SmallRing ring(4, 1'000'003);
  RingReader reader = ring.reader();
  EXPECT_EQ(next_of(reader), kNone);
  ring.publish(2);
  EXPECT_EQ(next_of(reader), 1'000'003U);
  EXPECT_EQ(next_of(reader), 1'000'004U);
}

TEST(RingReader, GoesOnWhereItIsToldTo) {
  SmallRing ring(8);
  ring.publish(6);
  RingReader reader(ring.map(), 3);
  EXPECT_EQ(next_of(reader), 3U);
  RingReader ahead(ring.map(), 6);
  EXPECT_EQ(next_of(ahead), kNone);
}

TEST(RingReader, FramesFromBeforeTheRingCountAsMissed) {
  SmallRing ring(8, 100);
  RingReader reader(ring.map(), 90);
  EXPECT_EQ(next_of(reader), kNone);
  ring.publish();
  EXPECT_EQ(next_of(reader), 100U);
  EXPECT_EQ(reader.skipped().missed, 10U);
}

TEST(RingReader, AFrameThatLiesAboutItselfIsDropped) {
  SmallRing ring;
  RingReader reader = ring.reader();
  FrameDescriptor lie = describe_picture(PixelFormat::rgb8, 4000, 4000);
  ring.writer().begin();
  ring.writer().publish(lie);
  EXPECT_EQ(next_of(reader), kNone);
  EXPECT_EQ(latest_of(reader), kNone);
  EXPECT_EQ(reader.skipped().abandoned, 1U);
  ring.publish();
  EXPECT_EQ(next_of(reader), 1U);
}

}  // namespace
}  // namespace framering
