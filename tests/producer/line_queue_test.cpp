// Lines that wait for the main thread.

#include "line_queue.hpp"

#include <gtest/gtest.h>

namespace framering::producer {
namespace {

TEST(LineQueue, GivesLinesInOrderAndThenNothing) {
  LineQueue queue;
  queue.push("one");
  queue.push("two");
  EXPECT_EQ(queue.pop(), "one");
  EXPECT_EQ(queue.pop(), "two");
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(LineQueue, CountsWhatFoundNoRoom) {
  LineQueue queue;
  for (int i = 0; i < 1000; ++i) queue.push(std::to_string(i));
  for (std::size_t i = 0; i < LineQueue::kCapacity; ++i) EXPECT_EQ(queue.pop(), std::to_string(i));
  EXPECT_EQ(queue.pop(), "and 936 more");
  EXPECT_EQ(queue.pop(), std::nullopt);
  queue.push("next");
  EXPECT_EQ(queue.pop(), "next");
}

}  // namespace
}  // namespace framering::producer
