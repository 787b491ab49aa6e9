// Who is woken when there is a frame, and by which thread; readers that never sleep.

#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "framering/publisher.hpp"
#include "framering/subscriber.hpp"
#include "futex.hpp"
#include "reader_counts.hpp"
#include "ring_attachment.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::past;
using test::publish_test_frame;
using test::soon;

TEST(ReaderCounts, AreOfAllAndOfThoseThatSleep) {
  ReaderCounts readers;
  EXPECT_FALSE(readers.any_sleeps());
  readers.add(false);
  EXPECT_FALSE(readers.any_sleeps());
  readers.add(true);
  EXPECT_TRUE(readers.any_sleeps());
  EXPECT_EQ(readers.all(), 2U);
  readers.remove(true);
  EXPECT_FALSE(readers.any_sleeps());
  EXPECT_EQ(readers.all(), 1U);
}

class Waking : public testing::TestWithParam<bool> {
 protected:
  /// Sleeps beyond any slice, so that only a wake can end it in time.
  bool wakes_a_sleeper(const RingAttachment& ring) {
    const std::uint32_t seen = ring.news();
    bool woken = false;
    std::thread sleeper([&] {
      const Deadline deadline = soon();
      while (ring.news() == seen && Clock::now() < deadline) {
        futex_wait(ring.mapping()->header().frame_futex, seen, deadline);
      }
      woken = Clock::now() < deadline;
    });
    EXPECT_TRUE(publish_test_frame(publisher_));
    sleeper.join();
    return woken;
  }
  std::shared_ptr<const RingAttachment> attach(bool spins) {
    return *RingAttachment::attach(*StreamDirectory::open(temp_.path()), "s",
                                   {.client = "test", .spins = spins}, soon());
  }
  Subscriber subscribe(bool spin) {
    return *Subscriber::create("s", {.directory = temp_.path(), .client = "test", .spin = spin});
  }

  const test::TemporaryDirectory temp_;
  Publisher publisher_ = *Publisher::create({.stream = "s",
                                             .payload_capacity = test::kTestFrameBytes,
                                             .directory = temp_.path(),
                                             .waking_thread = GetParam()});
};

TEST_P(Waking, ReachesWhoSleeps) {
  const auto ring = attach(false);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(wakes_a_sleeper(*ring));
}

TEST_P(Waking, ReachesWhoSleepsBesideOneThatSpins) {
  const auto spinning = attach(true);
  const auto ring = attach(false);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(wakes_a_sleeper(*ring));
}

TEST_P(Waking, ReachesWhoSleepsInTheNextRing) {
  const auto first = attach(false);
  ASSERT_TRUE(publisher_.begin(100 * test::kTestFrameBytes));
  ASSERT_TRUE(first->over());
  const auto ring = first->attach_next({.client = "test"}, soon());
  ASSERT_TRUE(ring);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(wakes_a_sleeper(**ring));
}

TEST_P(Waking, ReachesWhoHasSaidThatItSpinsNoMore) {
  const auto spinning = attach(true);
  const auto ring = spinning->attach_next({.client = "test"}, soon());
  ASSERT_TRUE(ring);
  EXPECT_EQ(publisher_.readers(), 1U);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(wakes_a_sleeper(**ring));
}

TEST_P(Waking, EndsWithThePublisherWhileReadersSleep) {
  std::optional<Publisher> publisher(*Publisher::create({.stream = "other",
                                                         .payload_capacity = 64,
                                                         .directory = temp_.path(),
                                                         .waking_thread = GetParam()}));
  Subscriber reader = *Subscriber::create("other", {.directory = temp_.path()});
  std::thread ending([&] {
    EXPECT_TRUE(test::eventually([&] { return publisher->readers() == 1; }));
    publisher.reset();
  });
  BorrowedFrame frame;
  EXPECT_EQ(reader.next(frame, soon()), ReadStatus::ended);
  ending.join();
}

TEST_P(Waking, WhoSpinsReceivesUpToTheLastFrame) {
  Subscriber reader = subscribe(true);
  BorrowedFrame frame;
  ASSERT_EQ(reader.next(frame, deadline_in(std::chrono::milliseconds(1))), ReadStatus::timed_out);
  constexpr std::uint64_t kFrames = 100;
  std::uint64_t seen = 0;
  std::thread reading([&] {
    while (seen != kFrames - 1 && reader.next(frame, soon()) == ReadStatus::frame) {
      seen = frame.descriptor().index;
    }
  });
  for (std::uint64_t i = 0; i < kFrames; ++i) EXPECT_TRUE(publish_test_frame(publisher_));
  reading.join();
  EXPECT_EQ(seen, kFrames - 1);
}

TEST_P(Waking, WhoSpinsNoticesTheEnd) {
  Subscriber reader = subscribe(true);
  BorrowedFrame frame;
  ASSERT_TRUE(publish_test_frame(publisher_));
  ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
  publisher_.end("enough");
  EXPECT_EQ(reader.next(frame, soon()), ReadStatus::ended);
}

INSTANTIATE_TEST_SUITE_P(By, Waking, testing::Bool(), [](const auto& by) {
  return by.param ? "AThreadOfItsOwn" : "TheCaptureThread";
});

TEST(Spinning, IsForSharedMemoryAlone) {
  for (const Transport transport : {Transport::pipe, Transport::tcp}) {
    const auto reader = Subscriber::create("s", {.transport = transport, .spin = true});
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code, ErrorCode::invalid);
  }
}

}  // namespace
}  // namespace framering
