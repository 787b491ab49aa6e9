// One writer at full speed and readers beside it: no frame is ever delivered torn. Each maps the
// ring at addresses of its own, so that what shows a race on a payload are the frames, not TSan.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "support/eventually.hpp"
#include "support/small_ring.hpp"

namespace framering {
namespace {

using test::SmallRing;

/// Runs the writer on a thread of its own until the object ends: test frames, and now and then an
/// abandoned one.
class BusyWriter {
 public:
  explicit BusyWriter(SmallRing& ring) : thread_([this, &ring] { run(ring); }) {}
  ~BusyWriter() {
    stopping_ = true;
    thread_.join();
  }

 private:
  void run(SmallRing& ring) {
    while (!stopping_) {
      ring.publish(7);
      ring.abandon();
    }
  }
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

struct Seen {
  int whole = 0;
  int overtaken = 0;
  std::string wrong;
};

/// Copies frames until `wanted` of them were whole.
template <bool (RingReader::*TryRead)(BorrowedFrame&) noexcept>
Seen copy_frames(RingReader reader, int wanted) {
  Seen seen;
  BorrowedFrame frame;
  OwnedFrame copy;
  const Deadline deadline = test::soon();
  std::uint64_t last = 0;
  while (seen.whole < wanted && seen.wrong.empty() && Clock::now() < deadline) {
    if (!(reader.*TryRead)(frame)) continue;
    if (last != 0 && frame.descriptor().index <= last) seen.wrong = "an index twice";
    last = frame.descriptor().index;
    bool whole = false;
    if (const auto wrong = test::verify_copy(frame, copy, whole)) seen.wrong = *wrong;
    ++(whole ? seen.whole : seen.overtaken);
  }
  return seen;
}

constexpr int kWanted = 400;

TEST(RingThreads, NextIsNeverTornWhileTheWriterRuns) {
  SmallRing ring(8);
  const BusyWriter writer(ring);
  const Seen seen = copy_frames<&RingReader::try_next>(ring.reader(), kWanted);
  EXPECT_EQ(seen.wrong, "");
  EXPECT_EQ(seen.whole, kWanted);
}

TEST(RingThreads, LatestIsNeverTornWhileTheWriterRuns) {
  SmallRing ring(8);
  const BusyWriter writer(ring);
  const Seen seen = copy_frames<&RingReader::try_latest>(ring.reader(), kWanted);
  EXPECT_EQ(seen.wrong, "");
  EXPECT_EQ(seen.whole, kWanted);
}

TEST(RingThreads, TwoSlotsOvertakeOftenAndStillNeverTear) {
  SmallRing ring(2);
  const BusyWriter writer(ring);
  const Seen seen = copy_frames<&RingReader::try_next>(ring.reader(), kWanted / 4);
  EXPECT_EQ(seen.wrong, "");
  EXPECT_EQ(seen.whole, kWanted / 4);
}

TEST(RingThreads, SeveralReadersDoNotDisturbEachOther) {
  SmallRing ring(4);
  const BusyWriter writer(ring);
  std::vector<Seen> seen(4);
  std::vector<std::thread> readers;
  for (Seen& mine : seen) {
    readers.emplace_back([&mine, reader = ring.reader()] {
      mine = copy_frames<&RingReader::try_latest>(reader, kWanted / 4);
    });
  }
  for (std::thread& reader : readers) reader.join();
  for (const Seen& mine : seen) {
    EXPECT_EQ(mine.wrong, "");
    EXPECT_EQ(mine.whole, kWanted / 4);
  }
}

TEST(RingThreads, EveryIndexIsDeliveredMissedOrAbandoned) {
  SmallRing ring(4);
  RingReader reader = ring.reader();
  std::uint64_t delivered = 0;
  {
    const BusyWriter writer(ring);
    BorrowedFrame frame;
    const Deadline deadline = test::soon();
    while (delivered < kWanted && Clock::now() < deadline) delivered += reader.try_next(frame);
  }
  EXPECT_EQ(delivered + reader.skipped().missed + reader.skipped().abandoned, reader.next_index());
}

TEST(RingThreads, TheEndOutlastsASignalThatComesAtTheSameTime) {
  for (int round = 0; round < 200; ++round) {
    SmallRing ring(2, 0, 64);
    ring.writer().set_signal(false);
    std::thread ending([&] { ring.writer().set_status(RingStatus::ended); });
    ring.writer().begin();
    ring.writer().publish({});
    ending.join();
    ASSERT_EQ(ring.writer().status(), RingStatus::ended);
  }
}

}  // namespace
}  // namespace framering
