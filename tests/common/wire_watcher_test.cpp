// A FrameWatcher on frames that are sent: woken for each, for a status, and for the end.

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <optional>

#include "framering/frame_watcher.hpp"
#include "framering/publisher.hpp"
#include "framering/subscriber.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::past;
using test::soon;

class WireWatcherTest : public testing::TestWithParam<Transport> {
 protected:
  WireWatcherTest() {
    auto created = Publisher::create({.stream = "s",
                                      .payload_capacity = test::kTestFrameBytes,
                                      .directory = temp_.path(),
                                      .serve = {.pipe = true, .tcp = true}});
    publisher_.emplace(*std::move(created));
  }
  void wake() {
    const std::lock_guard guard(mutex_);
    pending_ = true;
    woken_.notify_all();
  }
  bool sleep() {
    std::unique_lock lock(mutex_);
    const bool came = woken_.wait_until(lock, soon(), [&] { return pending_; });
    pending_ = false;
    return came;
  }
  /// Turns of the loop, asleep between them, until `done()`; whether it was woken in time.
  template <typename Done>
  bool turn_until(Done done) {
    for (;;) {
      watcher_.acknowledge();  // first, so that nothing is lost in between
      while ((status_ = reader_.next(frame_, past())) == ReadStatus::frame) ++frames_;
      watcher_.watch(reader_.attachment());
      if (done()) return true;
      if (reader_.attachment() && !sleep()) return false;
    }
  }
  bool turn_until_live() {
    return turn_until([&] { return reader_.connection() == Connection::live; });
  }

  const test::TemporaryDirectory temp_;
  std::optional<Publisher> publisher_;
  Subscriber reader_ = *Subscriber::create(
      "s", {.directory = temp_.path(), .client = "test", .transport = GetParam()});
  BorrowedFrame frame_;
  ReadStatus status_ = ReadStatus::timed_out;
  int frames_ = 0;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool pending_ = false;
  FrameWatcher watcher_{[this] { wake(); }};
};

TEST_P(WireWatcherTest, WakesForEveryFrame) {
  ASSERT_TRUE(turn_until_live());
  for (int count = 1; count <= 30; ++count) {
    ASSERT_TRUE(test::publish_test_frame(*publisher_));
    ASSERT_TRUE(turn_until([&] { return frames_ == count; }));
  }
}

TEST_P(WireWatcherTest, WakesWhenTheSourceDeliversNoMore) {
  ASSERT_TRUE(turn_until_live());
  publisher_->set_signal(false);
  EXPECT_TRUE(turn_until([&] { return reader_.connection() == Connection::no_signal; }));
}

TEST_P(WireWatcherTest, WakesForTheEnd) {
  ASSERT_TRUE(turn_until_live());
  publisher_->end("done");
  EXPECT_TRUE(turn_until([&] { return status_ == ReadStatus::ended; }));
}

TEST_P(WireWatcherTest, ItsAttachmentOutlivesTheSubscriber) {
  ASSERT_TRUE(turn_until_live());
  const auto attachment = reader_.attachment();
  watcher_.watch(attachment);
  reader_ = *Subscriber::create("t", {.directory = temp_.path()});
  EXPECT_TRUE(test::eventually([&] { return publisher_->clients().empty(); }));
}

INSTANTIATE_TEST_SUITE_P(Transports, WireWatcherTest,
                         testing::Values(Transport::pipe, Transport::tcp),
                         [](const auto& way) { return std::string(name_of(way.param)); });

}  // namespace
}  // namespace framering
