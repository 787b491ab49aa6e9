// A stream's reading side as a whole: attaching, following a larger ring, a restart, the end.

#include "framering/subscriber.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "support/hostile_ring.hpp"
#include "support/raw_socket.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::FakeServer;
using test::HostileRing;
using test::past;
using test::publish_test_frame;
using test::soon;
using test::sound_header;

class SubscriberTest : public testing::Test {
 protected:
  void publish_again(std::uint64_t capacity = test::kTestFrameBytes) {
    publisher_.reset();
    auto created = Publisher::create({.stream = "s",
                                      .payload_capacity = capacity,
                                      .directory = temp_.path(),
                                      .source = "a test"});
    ASSERT_TRUE(created) << created.error().message;
    publisher_.emplace(*std::move(created));
  }
  void publish_frames(int count) {
    for (int i = 0; i < count; ++i) ASSERT_TRUE(publish_test_frame(*publisher_));
  }
  void expect_next(std::uint64_t index) {
    ASSERT_EQ(reader_.next(frame_, soon()), ReadStatus::frame) << reader_.error().message;
    EXPECT_EQ(frame_.descriptor().index, index);
    OwnedFrame copy;
    bool whole = false;
    EXPECT_EQ(test::verify_copy(frame_, copy, whole).value_or(""), "");
    EXPECT_TRUE(whole);
  }
  /// Reads until the subscriber is attached, or whatever ends the wait.
  bool attach() {
    return test::eventually([&] {
      return reader_.next(frame_, past()) != ReadStatus::timed_out || reader_.attachment();
    });
  }

  const test::TemporaryDirectory temp_;
  const std::string path_ = temp_ / "s.sock";
  std::optional<Publisher> publisher_;
  Subscriber reader_ = *Subscriber::create("s", {.directory = temp_.path(), .client = "test"});
  BorrowedFrame frame_;
};

TEST_F(SubscriberTest, RefusesANameThatCannotBe) {
  EXPECT_EQ(Subscriber::create("a/b").error().code, ErrorCode::invalid);
}

TEST_F(SubscriberTest, WithoutAProducerItTimesOutAndSaysWhy) {
  EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out);
  EXPECT_EQ(reader_.latest(frame_, deadline_in(std::chrono::milliseconds(5))),
            ReadStatus::timed_out);
  EXPECT_EQ(reader_.connection(), Connection::waiting);
  EXPECT_EQ(reader_.error().code, ErrorCode::not_found);
  EXPECT_EQ(reader_.epoch(), "");
  EXPECT_EQ(reader_.slots(), 0U);
  EXPECT_FALSE(reader_.attachment());
}

TEST_F(SubscriberTest, WaitsForAStreamThatIsNotThereYet) {
  std::thread later([&] {
    publish_again();
    publish_frames(1);
  });
  EXPECT_EQ(reader_.next(frame_, soon()), ReadStatus::frame);
  later.join();
  EXPECT_EQ(reader_.connection(), Connection::live);
  EXPECT_EQ(reader_.source(), "a test");
  EXPECT_EQ(reader_.slots(), 8U);
  EXPECT_EQ(reader_.epoch().size(), 32U);
}

TEST_F(SubscriberTest, BeginsWithTheNewestThenDeliversAll) {
  publish_again();
  publish_frames(3);
  expect_next(2);
  publish_frames(5);
  for (std::uint64_t index = 3; index < 8; ++index) expect_next(index);
  EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out);
  EXPECT_EQ(reader_.counters().received, 6U);
  EXPECT_EQ(reader_.counters().missed, 0U);
}

TEST_F(SubscriberTest, IsWokenByAFrameThatComesWhileItSleeps) {
  publish_again();
  ASSERT_TRUE(attach());
  for (int round = 0; round < 20; ++round) {
    std::thread writer([&] { publish_frames(1); });
    EXPECT_EQ(reader_.next(frame_, soon()), ReadStatus::frame);
    writer.join();
  }
}

TEST_F(SubscriberTest, FollowsToALargerRingWithoutMissingAFrame) {
  publish_again(1);
  ASSERT_TRUE(attach());
  publish_frames(1);  // into a second ring at once
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
  EXPECT_EQ(reader_.counters().attachments, 6U);
}

TEST_F(SubscriberTest, ReadsTheLastRingToItsEndThoughItNeverAskedForIt) {
  publish_again(test::kTestFrameBytes / 2);  // too small: the next frame opens another ring
  ASSERT_TRUE(attach());
  publish_frames(3);
  publisher_->end("done");
  for (std::uint64_t index = 0; index < 3; ++index) expect_next(index);
  EXPECT_EQ(reader_.next(frame_, soon()), ReadStatus::ended);
}

TEST_F(SubscriberTest, ABorrowedFrameOutlivesItsRing) {
  publish_again();
  publish_frames(1);
  expect_next(0);
  const BorrowedFrame old = frame_;
  ASSERT_TRUE(publisher_->begin(4 * test::kTestFrameBytes));
  publisher_.reset();
  OwnedFrame copy;
  EXPECT_TRUE(old.copy_to(copy));
  EXPECT_FALSE(verify_pattern(copy.descriptor, copy.payload));
}

TEST_F(SubscriberTest, FollowsARestartIntoANewEpoch) {
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

TEST_F(SubscriberTest, ReadsWhatIsLeftBeforeItSaysEndedAndSaysItOnce) {
  publish_again();
  ASSERT_TRUE(attach());
  publish_frames(2);
  publisher_->end("done");
  expect_next(0);
  expect_next(1);
  EXPECT_EQ(reader_.next(frame_, soon()), ReadStatus::ended);
  EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out);
  EXPECT_EQ(reader_.connection(), Connection::waiting);
}

TEST_F(SubscriberTest, SaysEndedOnceAlsoWhileTheSocketIsStillThere) {
  // A producer between "the ring has ended" and "the socket is gone".
  RingHeader header = sound_header();
  header.status = static_cast<std::uint32_t>(RingStatus::ended);
  const HostileRing ring(header);
  const FakeServer server(path_, [&](UniqueFd& c) { test::welcome_with(c.get(), ring.fd()); });
  EXPECT_EQ(reader_.next(frame_, soon()), ReadStatus::ended);
  EXPECT_EQ(reader_.next(frame_, deadline_in(std::chrono::milliseconds(250))),
            ReadStatus::timed_out);
}

TEST_F(SubscriberTest, ShowsNoSignalUntilAFrameComes) {
  publish_again();
  ASSERT_TRUE(attach());
  EXPECT_EQ(reader_.connection(), Connection::live);
  const auto before = now_ns();
  publisher_->set_signal(false);
  EXPECT_EQ(reader_.connection(), Connection::no_signal);
  EXPECT_GE(reader_.connection_since_ns(), before);
  EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out);
  publish_frames(1);
  EXPECT_EQ(reader_.connection(), Connection::live);
}

TEST_F(SubscriberTest, APastDeadlineDoesNotWaitForAProducerThatIsSilent) {
  // One that accepts and never answers: a call that waited would find the stream closed.
  const FakeServer server(path_, [&](UniqueFd&) {});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(reader_.next(frame_, past()), ReadStatus::timed_out);
}

// --- Rings that no reader believes ---------------------------------------------------------------

struct Refusal {
  void (*lie)(RingHeader&);
  int seals;
  ErrorCode code;
};

TEST_F(SubscriberTest, FailsOnRingsThatCannotBeRead) {
  constexpr int kSeals = test::kRingSeals;
  for (const Refusal& refusal : {
           Refusal{[](RingHeader& h) { h.magic[0] = 'X'; }, kSeals, ErrorCode::bad_data},
           Refusal{[](RingHeader& h) { h.compat_version = 2; }, kSeals, ErrorCode::unsupported},
           Refusal{[](RingHeader&) {}, F_SEAL_SHRINK | F_SEAL_GROW, ErrorCode::bad_data},
           Refusal{[](RingHeader& h) { ++h.slot_count; }, kSeals, ErrorCode::bad_data},
       }) {
    RingHeader header = sound_header();
    const auto bytes = header.total_bytes;
    refusal.lie(header);
    const HostileRing ring(header, refusal.seals, bytes);
    const FakeServer server(path_, [&](UniqueFd& c) { test::welcome_with(c.get(), ring.fd()); });
    Subscriber reader = *Subscriber::create("s", {.directory = temp_.path(), .client = "test"});
    EXPECT_EQ(reader.next(frame_, soon()), ReadStatus::failed);
    EXPECT_EQ(reader.error().code, refusal.code);
    EXPECT_NE(reader.error().message.find("stream s: "), std::string::npos);
    EXPECT_EQ(reader.counters().attachments, 0U);
  }
}

TEST_F(SubscriberTest, RingsThatAreSupersededForEverDoNotHoldIt) {
  RingHeader header = sound_header();
  header.status = static_cast<std::uint32_t>(RingStatus::superseded);
  const HostileRing ring(header);
  std::atomic<int> welcomes{0};
  const FakeServer server(path_, [&](UniqueFd& client) {
    while (++welcomes < 100'000 && test::receive_message_raw(client.get())) {
      test::send_raw(client.get(),
                     encode_message(MessageType::welcome, {{"epoch", std::string(32, 'e')}}),
                     ring.fd());
    }
    client.reset();
  });
  EXPECT_EQ(reader_.next(frame_, deadline_in(std::chrono::milliseconds(50))),
            ReadStatus::timed_out);
  EXPECT_LT(welcomes, 100'000);
  reader_ = *Subscriber::create("t", {.directory = temp_.path(), .client = "test"});  // hang up
}

TEST_F(SubscriberTest, GoesOnWithARealProducerAfterAHostileOne) {
  {
    const FakeServer server(path_, [](UniqueFd& c) { test::welcome_with(c.get(), 0); });
    EXPECT_EQ(reader_.next(frame_, soon()), ReadStatus::failed);
  }
  publish_again();
  publish_frames(1);
  expect_next(0);
}

}  // namespace
}  // namespace framering
