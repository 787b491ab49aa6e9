#include "nearest_rank.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace framering {
namespace {

TEST(NearestRank, IsASampleThatSoManyPercentDoNotExceed) {
  std::vector<double> samples(200);
  std::iota(samples.begin(), samples.end(), 1);
  EXPECT_EQ(nearest_rank(samples, 0), 1);
  EXPECT_EQ(nearest_rank(samples, 50), 100);
  EXPECT_EQ(nearest_rank(samples, 99), 198);
  EXPECT_EQ(nearest_rank(samples, 99.9), 200);
  EXPECT_EQ(nearest_rank(samples, 100), 200);
}

TEST(NearestRank, IsNoRankTooHighByRounding) {
  std::vector<double> samples(1000);
  std::iota(samples.begin(), samples.end(), 1);
  EXPECT_EQ(nearest_rank(samples, 99.9), 999);
}

TEST(NearestRank, OfOneSampleIsThatAndOfNoneZero) {
  const std::vector<double> one = {7};
  EXPECT_EQ(nearest_rank(one, 50), 7);
  EXPECT_EQ(nearest_rank({}, 50), 0);
}

}  // namespace
}  // namespace framering
