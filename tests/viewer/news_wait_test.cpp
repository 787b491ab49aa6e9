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
  Subscriber subscribe(Transport transport) {
    auto subscriber =
        Subscriber::create("cam", {.directory = directory_.path(), .transport = transport});
    EXPECT_TRUE(subscriber);
    BorrowedFrame frame;
    EXPECT_TRUE(test::eventually([&] {
      EXPECT_NE(subscriber->latest(frame, Clock::now()), ReadStatus::failed);
      return subscriber->connection() == Connection::live;
    }));
    return *std::move(subscriber);
  }

  test::TemporaryDirectory directory_;
};

TEST_F(NewsWaiting, EndsWithAFrameOfEitherSubscriber) {
  Publisher publisher = test::serve(directory_.path());
  Subscriber ring = subscribe(Transport::shm);
  Subscriber tcp = subscribe(Transport::tcp);
  NewsWait news;
  news.watch({ring.attachment(), tcp.attachment()});
  const test::Flow flow(publisher);
  for (Subscriber* subscriber : {&ring, &tcp}) {
    BorrowedFrame frame;
    EXPECT_TRUE(test::eventually([&] {
      news.acknowledge();
      if (subscriber->latest(frame, Clock::now()) == ReadStatus::frame) return true;
      news.wait(test::soon());
      return false;
    }));
  }
}

TEST_F(NewsWaiting, EndsAtItsDeadlineWithoutNews) {
  NewsWait news;
  const Deadline deadline = deadline_in(20ms);
  news.wait(deadline);
  EXPECT_GE(Clock::now(), deadline);
}

TEST_F(NewsWaiting, WatchesWhatItIsToldToLater) {
  Publisher publisher = test::serve(directory_.path());
  NewsWait news;
  Subscriber first = subscribe(Transport::shm);
  news.watch({first.attachment()});
  news.watch({});
  Subscriber second = subscribe(Transport::shm);
  news.watch({second.attachment()});
  news.acknowledge();
  ASSERT_TRUE(test::publish(publisher, test::gradient_frame(33, 35, 9)));
  const Deadline deadline = test::soon();
  news.wait(deadline);
  EXPECT_LT(Clock::now(), deadline);
}

}  // namespace
}  // namespace framering::viewer
