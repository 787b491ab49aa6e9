// Frames that are sent to a subscriber, end to end: over each transport, from a real producer.

#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "framering/subscriber.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::past;
using test::publish_test_frame;
using test::soon;

class WireSubscriberTest : public testing::TestWithParam<Transport> {
 protected:
  void publish_again(std::uint64_t capacity = test::kTestFrameBytes) {
    publisher_.reset();
    auto created = Publisher::create({.stream = "s",
                                      .payload_capacity = capacity,
                                      .directory = temp_.path(),
                                      .source = "a test",
                                      .serve = {.pipe = true, .tcp = true}});
    ASSERT_TRUE(created) << created.error().message;
    publisher_.emplace(*std::move(created));
  }
  void publish_frames(std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) ASSERT_TRUE(publish_test_frame(*publisher_));
  }
  void expect_whole() {
    OwnedFrame copy;
    bool whole = false;
    EXPECT_EQ(test::verify_copy(frame_, copy, whole).value_or(""), "");
    EXPECT_TRUE(whole);
    EXPECT_GT(frame_.passage().sent_ns, 0);
    EXPECT_GE(frame_.passage().received_ns, frame_.passage().sent_ns);
  }
  void expect_next(std::uint64_t index) {
    ASSERT_EQ(reader_.next(frame_, soon()), ReadStatus::frame) << reader_.error().message;
    EXPECT_EQ(frame_.descriptor().index, index);
    expect_whole();
  }
  /// Until the server knows that it is to send frames.
  bool attach() {
    return test::eventually([&] {
      EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out) << reader_.error().message;
      return reader_.connection() != Connection::waiting && publisher_->clients().size() == 1;
    });
  }

  const test::TemporaryDirectory temp_;
  std::optional<Publisher> publisher_;
  Subscriber reader_ = *Subscriber::create(
      "s", {.directory = temp_.path(), .client = "test", .transport = GetParam()});
  BorrowedFrame frame_;
};

TEST_P(WireSubscriberTest, WaitsForAStreamThatIsNotThereYet) {
  EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out);
  EXPECT_EQ(reader_.connection(), Connection::waiting);
  std::thread later([&] {
    publish_again();
    publish_frames(1);
  });
  EXPECT_EQ(reader_.next(frame_, soon()), ReadStatus::frame) << reader_.error().message;
  later.join();
  EXPECT_EQ(reader_.connection(), Connection::live);
  EXPECT_EQ(reader_.source(), "a test");
  EXPECT_EQ(reader_.slots(), 8U);
  EXPECT_EQ(reader_.epoch().size(), 32U);
  EXPECT_EQ(reader_.transport(), GetParam());
  EXPECT_TRUE(reader_.shares_clock());
}

TEST_P(WireSubscriberTest, DeliversEveryFrameOfMixedFormatsWholeAndInOrder) {
  publish_again();
  ASSERT_TRUE(attach());
  for (std::uint64_t index = 0; index < 60; ++index) {
    publish_frames(1);
    expect_next(index);
  }
  EXPECT_EQ(reader_.counters().received, 60U);
  EXPECT_EQ(reader_.counters().missed, 0U);
  EXPECT_EQ(reader_.counters().attachments, 1U);
}

TEST_P(WireSubscriberTest, BeginsWithTheNewest) {
  publish_again();
  publish_frames(5);
  expect_next(4);
  EXPECT_EQ(reader_.counters().missed, 0U);
}

TEST_P(WireSubscriberTest, EveryFrameIsReceivedOrCountedAsMissed) {
  publish_again();
  publish_frames(1);
  expect_next(0);
  constexpr std::uint64_t kFrames = 2000;
  std::thread writer([&] { publish_frames(kFrames); });
  std::uint64_t last = 0;
  while (last < kFrames) {
    ASSERT_EQ(reader_.next(frame_, soon()), ReadStatus::frame) << reader_.error().message;
    ASSERT_GT(frame_.descriptor().index, last);
    last = frame_.descriptor().index;
    expect_whole();
  }
  writer.join();
  EXPECT_EQ(reader_.counters().received + reader_.counters().missed, kFrames + 1);
}

TEST_P(WireSubscriberTest, WhoSleptGetsTheNewestAndKnowsWhatItMissed) {
  publish_again();
  publish_frames(1);
  ASSERT_EQ(reader_.latest(frame_, soon()), ReadStatus::frame);
  publish_frames(200);
  EXPECT_TRUE(test::eventually([&] {
    while (reader_.latest(frame_, past()) == ReadStatus::frame) expect_whole();
    return frame_.descriptor().index == 200;
  }));
  EXPECT_EQ(reader_.counters().received + reader_.counters().missed, 201U);
}

TEST_P(WireSubscriberTest, FollowsARestartIntoANewEpoch) {
  publish_again();
  publish_frames(5);
  expect_next(4);
  const std::string first = reader_.epoch();
  publish_again();
  publish_frames(1);
  ASSERT_EQ(reader_.next(frame_, soon()), ReadStatus::ended);
  expect_next(0);
  EXPECT_NE(reader_.epoch(), first);
  EXPECT_EQ(reader_.counters().attachments, 2U);
  EXPECT_EQ(reader_.counters().missed, 0U);
}

TEST_P(WireSubscriberTest, GetsTheLastFrameBeforeItSaysEndedOnce) {
  publish_again();
  ASSERT_TRUE(attach());
  publish_frames(2);
  publisher_->end("done");
  std::uint64_t last = 0;
  ReadStatus status = ReadStatus::frame;
  while ((status = reader_.next(frame_, soon())) == ReadStatus::frame) {
    last = frame_.descriptor().index;
  }
  EXPECT_EQ(status, ReadStatus::ended);
  EXPECT_EQ(last, 1U);
  EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out);
  EXPECT_EQ(reader_.connection(), Connection::waiting);
}

TEST_P(WireSubscriberTest, ShowsNoSignalUntilAFrameComes) {
  publish_again();
  ASSERT_TRUE(attach());
  EXPECT_EQ(reader_.connection(), Connection::live);
  const auto before = now_ns();
  publisher_->set_signal(false);
  EXPECT_TRUE(test::eventually([&] { return reader_.connection() == Connection::no_signal; }));
  EXPECT_GE(reader_.connection_since_ns(), before);
  publish_frames(1);
  expect_next(0);
  EXPECT_TRUE(test::eventually([&] { return reader_.connection() == Connection::live; }));
}

TEST_P(WireSubscriberTest, FollowsToALargerRingWithoutMissingAFrame) {
  publish_again(1);
  ASSERT_TRUE(attach());
  publish_frames(1);
  expect_next(0);
  for (std::uint64_t bytes = 2 * test::kTestFrameBytes; bytes < 20 * test::kTestFrameBytes;
       bytes *= 2) {
    auto slot = publisher_->begin(bytes);
    ASSERT_TRUE(slot);
    const FrameDescriptor format = test::test_format(slot->index());
    store_payload(slot->payload(), test::test_payload(format, slot->index()));
    std::move(*slot).publish(format);
    expect_next(publisher_->published() - 1);
  }
  EXPECT_EQ(reader_.counters().missed, 0U);
  EXPECT_EQ(reader_.counters().attachments, 1U);
}

INSTANTIATE_TEST_SUITE_P(Transports, WireSubscriberTest,
                         testing::Values(Transport::pipe, Transport::tcp),
                         [](const auto& way) { return std::string(name_of(way.param)); });

}  // namespace
}  // namespace framering
