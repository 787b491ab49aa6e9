// A reader whose producer is broken or hostile: whatever the ring holds while it is mapped, the
// reader neither crashes nor hangs nor looks outside the mapping.

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <random>
#include <thread>

#include "ring_reader.hpp"
#include "support/eventually.hpp"
#include "support/hostile_ring.hpp"

namespace framering {
namespace {

using test::HostileRing;
using test::sound_header;

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

std::shared_ptr<const RingMapping> map(const HostileRing& ring) {
  auto mapping = RingMapping::map(ring.fd());
  if (!mapping) throw std::runtime_error(mapping.error().message);
  return *mapping;
}

template <typename Word>
void store(Word& word, Word value) {
  std::atomic_ref<Word>(word).store(value);
}

/// Changes the ring from another thread for as long as the object lives.
class Meddler {
 public:
  template <typename Meddle>
  explicit Meddler(Meddle meddle)
      : thread_([this, meddle] {
          while (!stopping_) {
            meddle();
            begun_ = true;
          }
        }) {
    test::eventually([this] { return begun_.load(); });
  }
  ~Meddler() {
    stopping_ = true;
    thread_.join();
  }

 private:
  std::atomic<bool> stopping_{false};
  std::atomic<bool> begun_{false};
  std::thread thread_;
};

TEST(HostileRing, AHeadFarAheadOfEmptySlotsIsNoFrame) {
  for (const std::uint64_t head : {1ULL, 5ULL, 1ULL << 61, 1ULL << 63, 0ULL + kMost}) {
    const HostileRing ring(sound_header());
    RingReader reader(map(ring), 0);
    ring.header().head = head;
    BorrowedFrame frame;
    EXPECT_FALSE(reader.try_latest(frame));
    EXPECT_FALSE(reader.try_next(frame));
  }
}

TEST(HostileRing, AHeadThatGoesBackIsNoFrame) {
  const HostileRing ring(sound_header());
  ring.header().head = 1000;
  RingReader reader(map(ring));
  ring.header().head = 3;
  BorrowedFrame frame;
  EXPECT_FALSE(reader.try_next(frame));
  EXPECT_FALSE(reader.try_latest(frame));
}

/// A ring of very many slots, through which a reader takes its time.
RingHeader long_header() {
  RingHeader header = sound_header();
  header.slot_count = 4096;
  header.payload_capacity = 64;
  header.slot_stride = 384 + 64;
  header.total_bytes = header.slots_offset + header.slot_count * header.slot_stride;
  return header;
}

TEST(HostileRing, AHeadThatNeverStopsDoesNotHoldTheReader) {
  const HostileRing ring(long_header());
  RingReader reader(map(ring), 0);
  std::uint64_t head = 0;
  const Meddler meddler([&] { store(ring.header().head, head += 1'000'000); });
  BorrowedFrame frame;
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(reader.try_next(frame));
    EXPECT_FALSE(reader.try_latest(frame));
  }
}

TEST(HostileRing, AbandonedFramesWithoutEndDoNotHoldTheReader) {
  const HostileRing ring(sound_header());
  RingReader reader(map(ring), 0);
  std::uint64_t index = 0;
  const Meddler meddler([&] {
    // Far enough ahead that a reader which follows finds one abandoned frame after the other.
    const std::uint64_t mine = index++;
    store(ring.slot(mine % 4).sequence, sequence_abandoned(mine));
    store(ring.header().head, mine + 1);
  });
  BorrowedFrame frame;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(reader.try_next(frame));
    EXPECT_FALSE(reader.try_latest(frame));
  }
}

TEST(HostileRing, AWholeFrameOfTheWrongNumberIsDropped) {
  const HostileRing ring(sound_header());
  RingReader reader(map(ring), 0);
  ring.slot(0).sequence = sequence_whole(0);
  ring.slot(0).descriptor.index = 4;
  ring.header().head = 1;
  BorrowedFrame frame;
  EXPECT_FALSE(reader.try_next(frame));
}

TEST(HostileRing, DescriptorsOfRandomBytesNeverLeadOutOfThePayload) {
  const HostileRing ring(sound_header());
  const auto mapping = map(ring);
  std::mt19937_64 random(1);
  int delivered = 0;
  for (std::uint64_t index = 0; index < 20'000; ++index) {
    SlotHeader& slot = ring.slot(index % 4);
    slot.descriptor = describe_picture(PixelFormat::nv12, 31, 21, 8);
    auto* words = reinterpret_cast<std::uint64_t*>(&slot.descriptor);
    words[random() % 32] ^= 1ULL << random() % 64;
    if (index % 2 == 0) words[1 + random() % 31] = random() >> random() % 64;
    slot.descriptor.index = index;
    slot.sequence = sequence_whole(index);
    ring.header().head = index + 1;
    RingReader reader(mapping, index);
    BorrowedFrame frame;
    OwnedFrame copy;
    if (!reader.try_next(frame)) continue;
    ++delivered;
    ASSERT_TRUE(frame.copy_to(copy));
    ASSERT_LE(copy.payload.size(), test::kHostilePayload);
    const FrameDescriptor& told = copy.descriptor;
    for (std::size_t plane = 0; plane < told.planes; ++plane) {
      ASSERT_LE(told.plane_offset_bytes[plane], copy.payload.size());
    }
  }
  EXPECT_GT(delivered, 100);
}

TEST(HostileRing, ADescriptorThatChangesWhileItIsReadIsCheckedInItsCopy) {
  const HostileRing ring(sound_header());
  RingReader reader(map(ring), 0);
  SlotHeader& slot = ring.slot(0);
  slot.descriptor = describe_picture(PixelFormat::gray8, 64, 64);
  slot.sequence = sequence_whole(0);
  ring.header().head = 1;
  const Meddler meddler([&] {
    store(slot.descriptor.payload_bytes, std::uint64_t{1} << 40);
    store(slot.descriptor.payload_bytes, std::uint64_t{4096});
  });
  for (int i = 0; i < 5000; ++i) {
    RingReader again(reader);
    BorrowedFrame frame;
    if (again.try_next(frame)) {
      ASSERT_EQ(frame.payload().size(), 4096U);
    }
  }
}

TEST(HostileRing, ConstantsThatChangeAfterMappingAreNotLookedAt) {
  const HostileRing ring(sound_header());
  RingReader reader(map(ring), 0);
  ring.slot(3).descriptor.index = 3;
  ring.slot(3).sequence = sequence_whole(3);
  ring.header().slot_count = 0;
  ring.header().slots_offset = ring.header().slot_stride = ring.header().payload_offset = kMost;
  ring.header().payload_capacity = kMost;
  ring.header().head = 4;
  BorrowedFrame frame;
  EXPECT_TRUE(reader.try_latest(frame));
  EXPECT_EQ(frame.descriptor().index, 3U);
}

TEST(HostileRing, AFirstIndexBeyondAllIsNoFrame) {
  RingHeader header = sound_header();
  header.first_index = header.head = kMost;
  const HostileRing ring(header);
  RingReader reader(map(ring));
  BorrowedFrame frame;
  EXPECT_FALSE(reader.try_next(frame));
  EXPECT_FALSE(reader.try_latest(frame));
}

}  // namespace
}  // namespace framering
