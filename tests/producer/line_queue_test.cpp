// Lines that wait for the main thread.

#include "line_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace framering::producer {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

class LineQueueAt : public testing::Test {
 protected:
  /// So many milliseconds from the start.
  static Deadline at(int ms) { return Deadline() + std::chrono::hours(1) + milliseconds(ms); }
  /// All that there is to be popped.
  std::vector<std::string> popped(Deadline now) {
    std::vector<std::string> lines;
    while (auto line = queue_.pop(now)) lines.push_back(*line);
    return lines;
  }
  /// Pushes so many lines of one kind.
  void push_burst(int count, Deadline now) {
    for (int i = 0; i < count; ++i) queue_.push(std::to_string(i) + " is no friend", now);
  }

  LineQueue queue_;
};

TEST_F(LineQueueAt, GivesLinesInOrderAndThenNothing) {
  queue_.push("one", at(0));
  queue_.push("two", at(1));
  EXPECT_THAT(popped(at(2)), ElementsAre("one", "two"));
  EXPECT_EQ(queue_.pop(at(5000)), std::nullopt);
}

TEST_F(LineQueueAt, KeepsTheFirstOfABurstAndCountsTheRestWhenItIsOver) {
  push_burst(1000, at(0));
  const auto lines = popped(at(1));
  ASSERT_EQ(lines.size(), LineQueue::kBurstLines);
  EXPECT_EQ(lines.front(), "0 is no friend");
  EXPECT_EQ(lines.back(), "7 is no friend");
  push_burst(2, at(998));
  EXPECT_THAT(popped(at(999)), testing::IsEmpty());
  EXPECT_THAT(popped(at(1000)), ElementsAre("and 994 more"));
  queue_.push("next", at(1001));
  EXPECT_THAT(popped(at(1002)), ElementsAre("next"));
}

TEST_F(LineQueueAt, KeepsOneOfEachKindInABurst) {
  push_burst(1000, at(0));
  queue_.push("tcp 10.0.0.1:4711: wrong token", at(1));
  queue_.push("tcp 10.0.0.2:4712: wrong token", at(1));
  auto lines = popped(at(2));
  ASSERT_EQ(lines.size(), LineQueue::kBurstLines + 1);
  EXPECT_EQ(lines.back(), "tcp 10.0.0.1:4711: wrong token");
  EXPECT_THAT(popped(at(1000)), ElementsAre("and 993 more"));
}

TEST_F(LineQueueAt, TellsOfABurstBeforeTheNextOne) {
  push_burst(10, at(0));
  popped(at(0));
  queue_.push("later", at(1500));
  EXPECT_THAT(popped(at(1500)), ElementsAre("and 2 more", "later"));
}

TEST_F(LineQueueAt, HoldsNoMoreThanItsCapacityWhileNobodyPops) {
  for (int second = 0; second < 100; ++second) push_burst(8, at(1000 * second));
  for (int kind = 0; kind < 100; ++kind) queue_.push(std::string(kind + 1, 'x'), at(100'000));
  const auto lines = popped(Deadline::max());
  EXPECT_EQ(lines.size(), LineQueue::kCapacity + 1);
  EXPECT_EQ(lines.back(), "and 836 more");
}

TEST_F(LineQueueAt, KeepsNoMoreThanItsCapacityOfOneBurstWhateverTheKinds) {
  std::size_t kept = 0;
  for (int kind = 0; kind < 200; ++kind) {
    queue_.push(std::string(kind + 1, 'x'), at(0));
    kept += popped(at(0)).size();
  }
  EXPECT_EQ(kept, LineQueue::kCapacity);
  EXPECT_THAT(popped(at(1000)), ElementsAre("and 136 more"));
}

}  // namespace
}  // namespace framering::producer
