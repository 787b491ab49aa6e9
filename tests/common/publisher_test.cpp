// A stream's writing side as a whole: the name, the ring, the end, and that no reader holds it up.

#include "framering/publisher.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "framering/subscriber.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::past;
using test::publish_test_frame;
using test::soon;

class PublisherTest : public testing::Test {
 protected:
  Result<Publisher> create(std::uint64_t capacity = test::kTestFrameBytes,
                           const std::string& stream = "s") {
    return Publisher::create(
        {.stream = stream, .payload_capacity = capacity, .directory = temp_.path()});
  }
  Subscriber subscribe() {
    return *Subscriber::create("s", {.directory = temp_.path(), .client = "test"});
  }
  const test::TemporaryDirectory temp_;
};

TEST_F(PublisherTest, RefusesWhatCannotWork) {
  for (const char* name : {"", "a/b", ".a"}) {
    const auto publisher = create(64, name);
    ASSERT_FALSE(publisher);
    EXPECT_EQ(publisher.error().code, ErrorCode::invalid);
  }
  EXPECT_EQ(create(0).error().code, ErrorCode::invalid);
  EXPECT_EQ(create(1ULL << 50).error().code, ErrorCode::no_memory);
  EXPECT_TRUE(temp_.is_empty()) << "something was left behind";
}

TEST_F(PublisherTest, ASecondOneOfTheNameIsBusyAndDisturbsNothing) {
  auto first = create();
  ASSERT_TRUE(first);
  const auto second = create();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);
  ASSERT_TRUE(publish_test_frame(*first));
  Subscriber reader = subscribe();
  BorrowedFrame frame;
  EXPECT_EQ(reader.next(frame, soon()), ReadStatus::frame);
}

TEST_F(PublisherTest, TheNameIsFreeAfterTheEndAndTheDirectoryEmpty) {
  auto first = create();
  ASSERT_TRUE(first);
  first->end("done");
  EXPECT_TRUE(temp_.is_empty());
  first->end("again");
  EXPECT_TRUE(create());
  EXPECT_TRUE(temp_.is_empty());
}

TEST_F(PublisherTest, AFrameThatIsStillWrittenAtTheEndIsNeverSeen) {
  auto publisher = create();
  ASSERT_TRUE(publisher);
  Subscriber reader = subscribe();
  BorrowedFrame frame;
  ASSERT_EQ(reader.next(frame, past()), ReadStatus::timed_out);
  ASSERT_TRUE(test::eventually([&] {
    return reader.next(frame, past()) == ReadStatus::timed_out &&
           reader.connection() == Connection::live;
  }));
  auto slot = publisher->begin(64);
  ASSERT_TRUE(slot);
  publisher->end("done");
  std::move(*slot).publish({});
  EXPECT_EQ(reader.next(frame, soon()), ReadStatus::ended);
  EXPECT_EQ(reader.counters().received, 0U);
  EXPECT_EQ(publisher->published(), 0U);
}

TEST_F(PublisherTest, LettingGoOfAFrameAbandonsIt) {
  auto publisher = create();
  ASSERT_TRUE(publisher);
  ASSERT_TRUE(publish_test_frame(*publisher));
  Subscriber reader = subscribe();
  BorrowedFrame frame;
  ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
  { const auto abandoned = publisher->begin(1); }
  ASSERT_TRUE(publish_test_frame(*publisher));
  ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
  EXPECT_EQ(frame.descriptor().index, 2U);
  EXPECT_EQ(reader.counters().abandoned, 1U);
  EXPECT_EQ(publisher->published(), 2U);
}

TEST_F(PublisherTest, AFrameLargerThanMemoryIsAnErrorAndTheStreamGoesOn) {
  auto publisher = create();
  ASSERT_TRUE(publisher);
  EXPECT_EQ(publisher->begin(1ULL << 50).error().code, ErrorCode::no_memory);
  EXPECT_FALSE(publisher->begin(std::numeric_limits<std::uint64_t>::max()));
  EXPECT_TRUE(publish_test_frame(*publisher));
}

TEST_F(PublisherTest, ReadersThatDoNotReadHoldNothingUp) {
  auto publisher = create();
  ASSERT_TRUE(publisher);
  ASSERT_TRUE(publish_test_frame(*publisher));
  std::vector<Subscriber> readers;
  BorrowedFrame frame;
  for (int i = 0; i < 64; ++i) {
    readers.push_back(subscribe());
    ASSERT_EQ(readers.back().next(frame, soon()), ReadStatus::frame);
  }
  EXPECT_EQ(publisher->readers(), 64U);
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(publish_test_frame(*publisher));
  for (Subscriber& reader : readers) {
    ASSERT_EQ(reader.latest(frame, past()), ReadStatus::frame);
    EXPECT_EQ(frame.descriptor().index, 500U);
    EXPECT_EQ(reader.counters().missed, 499U);
  }
  readers.clear();
  EXPECT_TRUE(test::eventually([&] { return publisher->readers() == 0; }));
}

TEST_F(PublisherTest, MovesWithAFrameInHand) {
  auto created = create();
  ASSERT_TRUE(created);
  auto slot = created->begin(64);
  Publisher moved = std::move(*created);
  std::move(*slot).publish({});
  EXPECT_EQ(moved.published(), 1U);
}

}  // namespace
}  // namespace framering
