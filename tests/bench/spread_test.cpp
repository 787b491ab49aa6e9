#include "spread.hpp"

#include <gtest/gtest.h>

namespace framering::bench {
namespace {

TEST(Spread, OfNothingIsZeros) {
  EXPECT_EQ(spread_of({}).samples, 0U);
  EXPECT_EQ(spread_of({}).slowest, 0);
}

TEST(Spread, NamesTheEndsTheMiddleAndTheMean) {
  const Spread odd = spread_of({9, 1, 2});
  EXPECT_EQ(odd.fastest, 1);
  EXPECT_EQ(odd.median, 2);
  EXPECT_EQ(odd.mean, 4);
  EXPECT_EQ(odd.slowest, 9);
  EXPECT_EQ(odd.samples, 3U);
  EXPECT_EQ(spread_of({4, 1, 2, 9}).median, 2) << "the nearest rank, no mean of two";
}

}  // namespace
}  // namespace framering::bench
