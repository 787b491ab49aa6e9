// A loop that reads two subscribers and sleeps until one of them has news.

#include "news_wait.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "framering/subscriber.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_serving.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

class NewsWaiting : public testing::Test {
 protected:
  static Subscriber subscribe(const test::TemporaryDirectory& directory, Transport transport) {
    auto subscriber =
        Subscriber::create("cam", {.directory = directory.path(), .transport = transport});
    EXPECT_TRUE(subscriber);
    BorrowedFrame frame;
    EXPECT_TRUE(test::eventually([&] {
      EXPECT_NE(subscriber->latest(frame, Clock::now()), ReadStatus::failed);
      return subscriber->connection() == Connection::live;
    }));
    return *std::move(subscriber);
  }

  /// Takes frames while they flow, sleeping in between: each sleep is ended by news. There are more
  /// of them than rings that are due to nothing but the beginning of a watch.
  static void expect_woken(NewsWait& news, Subscriber& subscriber, Publisher& publisher) {
    const test::Flow flow(publisher);
    constexpr int kFrames = 10;
    for (int frames = 0; frames < kFrames;) {
      news.acknowledge();
      BorrowedFrame frame;
      if (subscriber.latest(frame, Clock::now()) == ReadStatus::frame) {
        ++frames;
        continue;
      }
      const Deadline deadline = test::soon();
      news.wait(deadline);
      ASSERT_LT(Clock::now(), deadline) << "nothing rang after frame " << frames;
    }
  }

  const test::TemporaryDirectory directory_;
  const test::TemporaryDirectory elsewhere_;
};

TEST_F(NewsWaiting, EndsWithAFrameOfEitherSubscriber) {
  Publisher one = test::serve(directory_.path());
  Publisher other = test::serve(elsewhere_.path());
  Subscriber ring = subscribe(directory_, Transport::shm);
  Subscriber tcp = subscribe(elsewhere_, Transport::tcp);
  NewsWait news;
  news.watch({ring.attachment(), tcp.attachment()});
  expect_woken(news, ring, one);
  expect_woken(news, tcp, other);
}

TEST_F(NewsWaiting, EndsAtItsDeadlineWithoutNews) {
  NewsWait news;
  const Deadline deadline = deadline_in(20ms);
  news.wait(deadline);
  EXPECT_GE(Clock::now(), deadline);
}

TEST_F(NewsWaiting, WatchesWhatItIsToldToLater) {
  Publisher one = test::serve(directory_.path());
  Publisher other = test::serve(elsewhere_.path());
  Subscriber first = subscribe(directory_, Transport::shm);
  Subscriber second = subscribe(elsewhere_, Transport::shm);
  NewsWait news;
  news.watch({first.attachment()});
  news.watch({});
  news.watch({second.attachment()});
  expect_woken(news, second, other);
}

}  // namespace
}  // namespace framering::viewer
