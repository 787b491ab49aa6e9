#include "statistics.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace framering::bench {
namespace {

std::vector<double> one_to(int last) {
  std::vector<double> samples;
  for (int i = 1; i <= last; ++i) samples.push_back(i);
  return samples;
}

TEST(Percentile, IsTheNearestRankWhateverTheOrder) {
  EXPECT_EQ(percentile_of({4, 1, 3, 2}, 50), 2);
  EXPECT_EQ(percentile_of({4, 1, 3, 2}, 51), 3);
  EXPECT_EQ(percentile_of({}, 50), 0);
}

TEST(OverRounds, AreTheMedianAndTheSpreadWhateverTheOrder) {
  const OverRounds figure = over_rounds({3, 9, 1});
  EXPECT_EQ(figure.low, 1);
  EXPECT_EQ(figure.median, 3);
  EXPECT_EQ(figure.high, 9);
  EXPECT_EQ(over_rounds({}).median, 0);
}

TEST(OverRounds, OfAPercentileTakeThatOfEachRound) {
  const OverRounds figure = percentile_over_rounds({one_to(100), one_to(300), {}, one_to(200)}, 99);
  EXPECT_EQ(figure.low, 99);
  EXPECT_EQ(figure.median, 198);
  EXPECT_EQ(figure.high, 297);
}

TEST(OverRounds, StandInJsonByName) {
  const auto json = percentiles_as_json({one_to(1000)});
  EXPECT_EQ(json["p50"]["median"], 500);
  EXPECT_EQ(json["p99_9"]["high"], 999);
  EXPECT_EQ(json["max"]["low"], 1000);
}

}  // namespace
}  // namespace framering::bench
