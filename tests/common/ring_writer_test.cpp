// The writing side of one ring: what begin, publish and abandon leave in the memory.

#include "ring_writer.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "framering/clock.hpp"
#include "support/small_ring.hpp"

namespace framering {
namespace {

using test::SmallRing;

std::uint64_t sequence_of(const RingMapping& ring, std::uint64_t index) {
  return ring.slot(index).sequence;
}

TEST(RingWriter, MakesTheHeaderThatThePageSpecifies) {
  const auto before = now_ns();
  Epoch epoch{};
  epoch[3] = 9;
  auto writer = RingWriter::create(
      {.slots = 3, .payload_capacity = 5000, .epoch = epoch, .ring_number = 2, .first_index = 40});
  ASSERT_TRUE(writer);
  RingHeader header;
  std::memcpy(static_cast<void*>(&header), writer->memory().data(), sizeof header);
  EXPECT_EQ(header.magic, kRingMagic);
  EXPECT_EQ(header.version, 1U);
  EXPECT_EQ(header.compat_version, 1U);
  EXPECT_EQ(header.header_bytes, 384U);
  EXPECT_EQ(header.slot_count, 3U);
  EXPECT_GE(header.payload_capacity, 5000U);
  EXPECT_EQ(header.total_bytes, writer->memory().size());
  EXPECT_EQ(header.epoch, epoch);
  EXPECT_EQ(header.ring_number, 2U);
  EXPECT_EQ(header.first_index, 40U);
  EXPECT_EQ(header.head, 40U);
  EXPECT_GE(header.created_ns, before);
  EXPECT_EQ(header.status, 0U);
  EXPECT_EQ(header.status_since_ns, header.created_ns);
  EXPECT_TRUE(check_header(header, writer->memory().size()));
}

TEST(RingWriter, ReservedBytesStayZero) {
  SmallRing ring;
  ring.publish(9);
  ring.writer().set_status(RingStatus::no_signal);
  const auto mapping = ring.map();
  const RingHeader& header = mapping->header();
  EXPECT_EQ(header.reserved0, 0U);
  EXPECT_EQ(header.reserved1, (decltype(header.reserved1){}));
  EXPECT_EQ(header.reserved2, (decltype(header.reserved2){}));
  EXPECT_EQ(header.reserved3, (decltype(header.reserved3){}));
  EXPECT_EQ(header.begun_futex, 0U);
  for (std::uint64_t i = 0; i < 4; ++i) {
    EXPECT_EQ(mapping->slot(i).reserved0, (decltype(SlotHeader::reserved0){}));
    EXPECT_EQ(mapping->slot(i).progress, 0U);
    EXPECT_EQ(mapping->slot(i).descriptor.reserved1, 0U);
  }
}

TEST(RingWriter, RefusesSizesThatCannotWork) {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  for (const RingOptions& options :
       {RingOptions{.slots = 0, .payload_capacity = 1},
        RingOptions{.slots = 1, .payload_capacity = 1},
        RingOptions{.slots = 2, .payload_capacity = 0},
        RingOptions{.slots = 2, .payload_capacity = most},
        RingOptions{.slots = 0xffffffff, .payload_capacity = 1ULL << 40},
        RingOptions{.slots = 8, .payload_capacity = 1ULL << 61}}) {
    const auto writer = RingWriter::create(options);
    ASSERT_FALSE(writer) << options.slots << " " << options.payload_capacity;
    EXPECT_EQ(writer.error().code, ErrorCode::invalid);
  }
}

TEST(RingWriter, MoreThanThereIsMemoryIsAnErrorWithTheNumbers) {
  const auto writer = RingWriter::create({.slots = 1024, .payload_capacity = 1ULL << 40});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::no_memory);
  EXPECT_NE(writer.error().message.find("1073741828.0 MiB"), std::string::npos)
      << writer.error().message;
}

TEST(RingWriter, ASlotIsOddWhileItIsWrittenAndEvenAfterwards) {
  SmallRing ring;
  const auto mapping = ring.map();
  EXPECT_EQ(sequence_of(*mapping, 0), 0U);
  ring.writer().begin();
  EXPECT_EQ(sequence_of(*mapping, 0), 1U);
  EXPECT_EQ(mapping->header().head, 0U);
  ring.writer().publish({});
  EXPECT_EQ(sequence_of(*mapping, 0), 2U);
  EXPECT_EQ(mapping->header().head, 1U);
  ring.writer().begin();
  EXPECT_EQ(sequence_of(*mapping, 1), 9U);
  ring.writer().abandon();
  EXPECT_EQ(sequence_of(*mapping, 1), 12U);
  EXPECT_EQ(mapping->header().head, 2U);
}

TEST(RingWriter, EveryBeginTakesANewIndexAlsoAfterAnAbandonedOne) {
  SmallRing ring(4, 100);
  EXPECT_EQ(ring.writer().next_index(), 100U);
  ring.abandon();
  EXPECT_EQ(ring.writer().next_index(), 101U);
  ring.publish();
  EXPECT_EQ(ring.writer().next_index(), 102U);
  EXPECT_EQ(ring.map()->slot(101).descriptor.index, 101U);
}

TEST(RingWriter, PayloadsAreWholePagesApartAndAligned) {
  SmallRing ring(2, 0, 1);
  for (int i = 0; i < 3; ++i) {
    const auto payload = ring.writer().begin();
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(payload.data()) % 4096, 0U);
    EXPECT_GE(payload.size(), 1U);
    ring.writer().abandon();
  }
}

TEST(RingWriter, PublishSetsIndexAndStampItself) {
  SmallRing ring;
  FrameDescriptor frame;
  frame.index = 999;
  frame.published_ns = 5;
  frame.captured_ns = 17;
  const auto before = now_ns();
  ring.writer().begin();
  ring.writer().publish(frame);
  const FrameDescriptor told = ring.map()->slot(0).descriptor;
  EXPECT_EQ(told.index, 0U);
  EXPECT_GE(told.published_ns, before);
  EXPECT_EQ(told.captured_ns, 17);
}

TEST(RingWriter, EveryNewsChangesTheFutexWord) {
  SmallRing ring;
  const auto mapping = ring.map();
  std::uint32_t last = mapping->header().frame_futex;
  const auto changed = [&] { return std::exchange(last, mapping->header().frame_futex) != last; };
  ring.publish();
  EXPECT_TRUE(changed());
  ring.abandon();
  EXPECT_TRUE(changed());
  ring.writer().set_signal(false);
  EXPECT_TRUE(changed());
  ring.writer().set_status(RingStatus::ended);
  EXPECT_TRUE(changed());
}

TEST(RingWriter, AFrameClearsNoSignal) {
  SmallRing ring;
  ring.writer().set_signal(false);
  EXPECT_EQ(ring.writer().status(), RingStatus::no_signal);
  const auto since = ring.map()->header().status_since_ns;
  ring.publish();
  EXPECT_EQ(ring.writer().status(), RingStatus::live);
  EXPECT_GE(ring.map()->header().status_since_ns, since);
}

TEST(RingWriter, SayingTheSameSignalAgainLeavesItsTime) {
  SmallRing ring;
  ring.writer().set_signal(false);
  const auto since = ring.map()->header().status_since_ns;
  ring.writer().set_signal(false);
  EXPECT_EQ(ring.map()->header().status_since_ns, since);
}

TEST(RingWriter, NothingComesAfterTheEnd) {
  for (const RingStatus last : {RingStatus::ended, RingStatus::superseded}) {
    SmallRing ring;
    ring.writer().set_status(last);
    ring.writer().set_signal(false);
    EXPECT_EQ(ring.writer().status(), last);
    ring.writer().set_signal(true);
    ring.publish();
    EXPECT_EQ(ring.writer().status(), last);
  }
}

}  // namespace
}  // namespace framering
