// Gaps in the indices, and steps backwards.

#include "index_trail.hpp"

#include <gtest/gtest.h>

namespace framering::viewer {
namespace {

TEST(IndexTrail, KnowsNoGapBeforeTheSecondFrame) {
  IndexTrail trail;
  EXPECT_EQ(trail.largest_gap(), 0U);
  trail.add("one", 7, 0);
  EXPECT_EQ(trail.largest_gap(), 0U);
  trail.add("one", 8, 0);
  EXPECT_EQ(trail.largest_gap(), 1U);
}

TEST(IndexTrail, KeepsTheLargestGap) {
  IndexTrail trail;
  for (const std::uint64_t index : {1, 2, 7, 8, 10}) trail.add("one", index, 0);
  EXPECT_EQ(trail.largest_gap(), 5U);
  EXPECT_EQ(trail.largest_gap_after_switch(), 0U);
  EXPECT_EQ(trail.lost_in_switches(), 0U);
}

TEST(IndexTrail, CountsThreeFramesAsAfterASwitch) {
  IndexTrail trail;
  trail.add("one", 1, 0);
  trail.add("one", 4, 1);  // the first after it
  trail.add("one", 9, 1);
  trail.add("one", 10, 1);
  trail.add("one", 20, 1);  // the fourth
  EXPECT_EQ(trail.largest_gap_after_switch(), 5U);
  EXPECT_EQ(trail.largest_gap(), 10U);
  EXPECT_EQ(trail.lost_in_switches(), 2U);
}

TEST(IndexTrail, CountsFramesThatAreNotNewer) {
  IndexTrail trail;
  trail.add("one", 5, 0);
  trail.add("one", 5, 1);
  trail.add("one", 3, 1);
  trail.add("one", 4, 1);
  EXPECT_EQ(trail.went_backwards(), 2U);
}

TEST(IndexTrail, BeginsAnewWithAnotherProducer) {
  IndexTrail trail;
  trail.add("one", 500, 0);
  trail.add("two", 0, 0);
  trail.add("two", 1, 0);
  EXPECT_EQ(trail.went_backwards(), 0U);
  EXPECT_EQ(trail.largest_gap(), 1U);
}

}  // namespace
}  // namespace framering::viewer
