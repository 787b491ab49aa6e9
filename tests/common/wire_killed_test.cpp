// Producers and readers that are killed while frames are sent: each side notices and goes on.

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

#include "framering/publisher.hpp"
#include "framering/subscriber.hpp"
#include "support/child.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::Child;
using test::Gate;
using test::past;
using test::soon;

Result<Publisher> serve(const std::string& directory) {
  return Publisher::create({.stream = "s",
                            .payload_capacity = test::kTestFrameBytes,
                            .directory = directory,
                            .serve = {.pipe = true, .tcp = true}});
}

/// Publishes as fast as it goes, from when it may until it is killed.
int publish_for_ever(const std::string& directory, Gate& start) {
  start.pass();
  auto publisher = serve(directory);
  if (!publisher) return 1;
  while (test::publish_test_frame(*publisher)) {
  }
  return 1;
}

class WireKilledTest : public testing::TestWithParam<Transport> {
 protected:
  Subscriber subscriber() const {
    return *Subscriber::create(
        "s", {.directory = temp_.path(), .client = "test", .transport = GetParam()});
  }
  const test::TemporaryDirectory temp_;
};

TEST_P(WireKilledTest, EveryLifeOfItsProducerIsReadWhole) {
  constexpr int kLives = 5;
  // All before the reader, whose threads a child must not be forked from.
  std::array<Gate, kLives> start;
  std::vector<std::unique_ptr<Child>> lives;
  for (Gate& gate : start) {
    lives.push_back(std::make_unique<Child>([&] { return publish_for_ever(temp_.path(), gate); }));
  }
  Subscriber reader = subscriber();
  BorrowedFrame frame;
  OwnedFrame copy;
  std::string epoch;
  for (int life = 1; life <= kLives; ++life) {
    start[static_cast<std::size_t>(life - 1)].open();
    std::uint64_t last = 0;
    for (int count = 0; count < 50; ++count) {
      ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame) << reader.error().message;
      if (count == 0) {
        EXPECT_NE(reader.epoch(), epoch);
        epoch = reader.epoch();
      } else {
        EXPECT_GT(frame.descriptor().index, last);
      }
      last = frame.descriptor().index;
      bool whole = false;
      EXPECT_EQ(test::verify_copy(frame, copy, whole).value_or(""), "");
    }
    lives[static_cast<std::size_t>(life - 1)]->kill();
    EXPECT_TRUE(test::eventually([&] {
      EXPECT_NE(reader.next(frame, past()), ReadStatus::failed) << reader.error().message;
      return reader.connection() == Connection::waiting;
    }));
    EXPECT_EQ(reader.counters().attachments, static_cast<std::uint64_t>(life));
  }
}

TEST_P(WireKilledTest, AKilledReaderIsNoClientAnyMore) {
  Gate attached;
  // Before the publisher, whose threads a child must not be forked from.
  Child reader([&] {
    Subscriber subscriber = this->subscriber();
    BorrowedFrame frame;
    if (subscriber.next(frame, soon()) != ReadStatus::frame) return 1;
    attached.open();
    return ::pause();
  });
  auto publisher = serve(temp_.path());
  ASSERT_TRUE(publisher) << publisher.error().message;
  ASSERT_TRUE(test::publish_test_frame(*publisher));
  attached.pass();
  EXPECT_EQ(publisher->clients().size(), 1U);
  reader.kill();
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(test::publish_test_frame(*publisher));
  EXPECT_TRUE(test::eventually([&] { return publisher->clients().empty(); }));
}

TEST_P(WireKilledTest, ManyReadersOfOneProducerGetWholeFrames) {
  constexpr int kReaders = 3;
  Gate start;
  Child producer([&] { return publish_for_ever(temp_.path(), start); });
  start.open();
  std::vector<std::unique_ptr<Child>> readers;
  for (int i = 0; i < kReaders; ++i) {
    readers.push_back(std::make_unique<Child>([&] {
      Subscriber reader = subscriber();
      BorrowedFrame frame;
      OwnedFrame copy;
      bool whole = false;
      for (int count = 0; count < 100; ++count) {
        if (reader.latest(frame, soon()) != ReadStatus::frame) return 1;
        if (test::verify_copy(frame, copy, whole)) return 2;
      }
      return 0;
    }));
  }
  for (const auto& reader : readers) EXPECT_EQ(reader->wait(), 0);
}

INSTANTIATE_TEST_SUITE_P(Transports, WireKilledTest,
                         testing::Values(Transport::pipe, Transport::tcp),
                         [](const auto& way) { return std::string(name_of(way.param)); });

}  // namespace
}  // namespace framering
