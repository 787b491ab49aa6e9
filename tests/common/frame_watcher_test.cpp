// The ring's news for an event loop: told once, nothing lost, death and restart noticed.

#include "framering/frame_watcher.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "framering/subscriber.hpp"
#include "support/hostile_ring.hpp"
#include "support/raw_socket.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::past;
using test::soon;

/// What an event loop has: it sleeps until it is woken.
class Loop {
 public:
  void wake() {
    const std::lock_guard guard(mutex_);
    ++calls_;
    pending_ = true;
    woken_.notify_all();
  }
  bool wait() {
    std::unique_lock lock(mutex_);
    const bool came = woken_.wait_until(lock, soon(), [&] { return pending_; });
    pending_ = false;
    return came;
  }
  int calls() {
    const std::lock_guard guard(mutex_);
    return calls_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable woken_;
  bool pending_ = false;
  int calls_ = 0;
};

class FrameWatcherTest : public testing::Test {
 protected:
  FrameWatcherTest() { publish_again(); }

  void publish_again() {
    publisher_.reset();
    auto created = Publisher::create(
        {.stream = "s", .payload_capacity = test::kTestFrameBytes, .directory = temp_.path()});
    publisher_.emplace(*std::move(created));
  }
  void attach() {
    ASSERT_TRUE(test::eventually([&] {
      return reader_.next(frame_, past()) == ReadStatus::timed_out && reader_.attachment();
    }));
  }
  /// One turn of the loop: acknowledge first, read second, watch what is attached to now.
  int turn() {
    watcher_.acknowledge();
    int frames = 0;
    while (reader_.next(frame_, past()) == ReadStatus::frame) ++frames;
    watcher_.watch(reader_.attachment());
    return frames;
  }

  const test::TemporaryDirectory temp_;
  std::optional<Publisher> publisher_;
  Subscriber reader_ = *Subscriber::create("s", {.directory = temp_.path(), .client = "test"});
  BorrowedFrame frame_;
  Loop loop_;
  FrameWatcher watcher_{[this] { loop_.wake(); }};
};

TEST_F(FrameWatcherTest, TellsOfWhatIsThereAlreadyAndOfEveryFrameAfterwards) {
  attach();
  watcher_.watch(reader_.attachment());
  ASSERT_TRUE(loop_.wait());
  turn();
  for (int round = 0; round < 50; ++round) {
    ASSERT_TRUE(test::publish_test_frame(*publisher_));
    ASSERT_TRUE(loop_.wait());
    EXPECT_EQ(turn(), 1);
  }
}

TEST_F(FrameWatcherTest, CoalescesUntilItIsAcknowledged) {
  attach();
  watcher_.watch(reader_.attachment());
  ASSERT_TRUE(loop_.wait());
  const int before = loop_.calls();
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(test::publish_test_frame(*publisher_));
  EXPECT_EQ(loop_.calls(), before);
  watcher_.acknowledge();
  EXPECT_EQ(loop_.calls(), before) << "all of it was there before the loop was to read";
}

TEST_F(FrameWatcherTest, LosesNothingWhileTheWriterRuns) {
  attach();
  watcher_.watch(reader_.attachment());
  constexpr std::uint64_t kFrames = 2000;
  std::thread writer([&] {
    for (std::uint64_t i = 0; i < kFrames; ++i) test::publish_test_frame(*publisher_);
  });
  // Were a frame's news lost, the last turn would never come.
  const auto seen = [&] { return reader_.counters().received + reader_.counters().missed; };
  while (seen() < kFrames && loop_.wait()) turn();
  writer.join();
  EXPECT_EQ(seen(), kFrames);
}

TEST_F(FrameWatcherTest, TellsOfASignalThatIsLost) {
  attach();
  watcher_.watch(reader_.attachment());
  ASSERT_TRUE(loop_.wait());
  turn();
  publisher_->set_signal(false);
  ASSERT_TRUE(loop_.wait());
  EXPECT_EQ(reader_.connection(), Connection::no_signal);
}

TEST_F(FrameWatcherTest, TellsOfTheEndAndOfTheNextLife) {
  attach();
  watcher_.watch(reader_.attachment());
  ASSERT_TRUE(loop_.wait());
  turn();
  publish_again();
  ASSERT_TRUE(loop_.wait());
  watcher_.acknowledge();
  ASSERT_EQ(reader_.next(frame_, past()), ReadStatus::ended);
  attach();
  watcher_.watch(reader_.attachment());
  ASSERT_TRUE(test::publish_test_frame(*publisher_));
  ASSERT_TRUE(loop_.wait());
  EXPECT_TRUE(test::eventually([&] { return turn() == 1; }));
}

TEST_F(FrameWatcherTest, TellsWhenTheProducerIsGoneWithoutAWord) {
  publisher_.reset();
  const test::HostileRing ring(test::sound_header());
  std::optional<test::FakeServer> server(std::in_place, temp_ / "s.sock", [&](UniqueFd& client) {
    test::welcome_with(client.get(), ring.fd());
  });
  attach();
  watcher_.watch(reader_.attachment());
  ASSERT_TRUE(loop_.wait());
  turn();
  server.reset();
  // Told again and again: a reader that has just looked at the connection looks a little later.
  EXPECT_TRUE(test::eventually([&] {
    if (!loop_.wait()) return false;
    turn();
    return reader_.connection() == Connection::waiting;
  }));
}

TEST_F(FrameWatcherTest, EndsWhileItWatches) {
  attach();
  for (int i = 0; i < 5; ++i) {
    FrameWatcher watcher([] {});
    watcher.watch(reader_.attachment());
    watcher.acknowledge();
  }
}

}  // namespace
}  // namespace framering
