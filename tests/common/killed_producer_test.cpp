// Producers killed in the middle of a frame: the reader verifies frames of each life, and nothing
// stays that would block the next one.

#include <gtest/gtest.h>

#include "framering/subscriber.hpp"
#include "support/child.hpp"
#include "support/temp_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::Child;
using test::Gate;
using test::soon;

constexpr int kFramesOfALife = 20;

/// Publishes until it is killed, half of a frame written.
int live_and_write_half(const std::string& directory, Gate& half_written, Gate& attached) {
  auto publisher = Publisher::create(
      {.stream = "s", .payload_capacity = test::kTestFrameBytes, .directory = directory});
  if (!publisher) {
    std::fprintf(stderr, "%s\n", publisher.error().message.c_str());
    return 1;
  }
  test::publish_test_frame(*publisher);
  attached.pass();
  for (int i = 1; i < kFramesOfALife; ++i) test::publish_test_frame(*publisher);
  // All slots but one are whole frames now; this one overwrites the oldest.
  auto slot = publisher->begin(test::kTestFrameBytes);
  const std::vector<std::byte> half(test::kTestFrameBytes / 2, std::byte{0xee});
  store_payload(slot->payload(), half);
  half_written.open();
  return ::pause();
}

TEST(KilledProducer, ItsReaderVerifiesEveryLifeOfTwenty) {
  const test::TempDirectory directory;
  Subscriber reader = *Subscriber::create("s", {.directory = directory.path(), .client = "test"});
  BorrowedFrame frame;
  OwnedFrame copy;
  std::string epoch;
  for (int life = 1; life <= 20; ++life) {
    Gate half_written;
    Gate attached;
    Child producer([&] { return live_and_write_half(directory.path(), half_written, attached); });
    ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame) << reader.error().message;
    EXPECT_EQ(frame.descriptor().index, 0U);
    EXPECT_NE(reader.epoch(), epoch);
    epoch = reader.epoch();
    attached.open();
    half_written.pass();
    producer.kill();
    // What is left in the memory is read after the death, and only whole frames of it.
    std::uint64_t last = 0;
    while (last + 1 < kFramesOfALife) {
      ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame) << "life " << life;
      bool whole = false;
      EXPECT_EQ(test::verify_copy(frame, copy, whole).value_or(""), "");
      EXPECT_TRUE(whole);
      EXPECT_GT(frame.descriptor().index, last);
      last = frame.descriptor().index;
    }
    EXPECT_EQ(reader.counters().attachments, static_cast<std::uint64_t>(life));
  }
  // The last one's remains do not block the next, which clears them away.
  {
    auto next =
        Publisher::create({.stream = "s", .payload_capacity = 64, .directory = directory.path()});
    EXPECT_TRUE(next);
  }
  EXPECT_TRUE(directory.is_empty());
}

TEST(KilledProducer, ItsReaderNoticesAndKeepsTheLastFrame) {
  const test::TempDirectory directory;
  Gate half_written;
  Gate attached;
  Child producer([&] { return live_and_write_half(directory.path(), half_written, attached); });
  Subscriber reader = *Subscriber::create("s", {.directory = directory.path(), .client = "test"});
  BorrowedFrame frame;
  ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
  attached.open();
  half_written.pass();
  ASSERT_EQ(reader.latest(frame, soon()), ReadStatus::frame);
  producer.kill();
  BorrowedFrame none;
  EXPECT_TRUE(test::wait_until([&] {
    return reader.latest(none, test::past()) == ReadStatus::timed_out &&
           reader.connection() == Connection::waiting;
  }));
  OwnedFrame copy;
  EXPECT_TRUE(frame.copy_to(copy));
  EXPECT_EQ(verify_pattern(copy.descriptor, copy.payload).value_or(""), "");
}

TEST(KilledReader, IsNoReaderAnyMoreAndHeldNothingUp) {
  const test::TempDirectory directory;
  Gate attached;
  // Before the publisher, whose threads a child must not be forked from.
  Child reader([&] {
    auto subscriber = Subscriber::create("s", {.directory = directory.path(), .client = "test"});
    BorrowedFrame frame;
    if (subscriber->next(frame, soon()) != ReadStatus::frame) return 1;
    attached.open();
    return ::pause();
  });
  auto publisher = Publisher::create(
      {.stream = "s", .payload_capacity = test::kTestFrameBytes, .directory = directory.path()});
  ASSERT_TRUE(publisher);
  ASSERT_TRUE(test::publish_test_frame(*publisher));
  attached.pass();
  EXPECT_EQ(publisher->readers(), 1U);
  reader.kill();
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(test::publish_test_frame(*publisher));
  EXPECT_TRUE(test::wait_until([&] { return publisher->readers() == 0; }));
}

}  // namespace
}  // namespace framering
