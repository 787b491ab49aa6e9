// Percentiles by nearest rank over a window that never grows.

#include "framering/latency_window.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace framering {
namespace {

LatencyWindow window_of(std::size_t capacity, int from, int to) {
  LatencyWindow window(capacity);
  for (int sample = from; sample <= to; ++sample) window.add(sample);
  return window;
}

TEST(LatencyWindow, IsAllZerosWithoutSamples) {
  const LatencyWindow window;
  EXPECT_EQ(window.size(), 0U);
  EXPECT_EQ(window.percentiles().p50, 0);
  EXPECT_EQ(window.percentiles().max, 0);
  EXPECT_EQ(window.last(), 0);
  EXPECT_TRUE(window.newest(5).empty());
}

TEST(LatencyWindow, OneSampleIsEveryPercentile) {
  const Percentiles all = window_of(16, 7, 7).percentiles();
  EXPECT_EQ(all.p50, 7);
  EXPECT_EQ(all.p95, 7);
  EXPECT_EQ(all.p99, 7);
  EXPECT_EQ(all.max, 7);
}

TEST(LatencyWindow, RanksAreTheNearestForEverySize) {
  // With the samples 1 to n the sample of rank r is r itself; the rank in whole numbers.
  for (int n = 1; n <= 1000; ++n) {
    const Percentiles found = window_of(1000, 1, n).percentiles();
    ASSERT_EQ(found.p50, (n * 50 + 99) / 100) << n;
    ASSERT_EQ(found.p95, (n * 95 + 99) / 100) << n;
    ASSERT_EQ(found.p99, (n * 99 + 99) / 100) << n;
    ASSERT_EQ(found.max, n);
  }
}

TEST(LatencyWindow, ForgetsTheOldestWhenFull) {
  const LatencyWindow window = window_of(10, 1, 25);
  EXPECT_EQ(window.size(), 10U);
  EXPECT_EQ(window.last(), 25);
  EXPECT_EQ(window.percentiles().p50, 20);  // 16 to 25
  EXPECT_EQ(window.percentiles().max, 25);
}

TEST(LatencyWindow, NewestComesOldestFirstAcrossTheWrap) {
  const LatencyWindow window = window_of(4, 1, 6);  // holds 3 4 5 6
  EXPECT_EQ(window.newest(3), (std::vector<float>{4, 5, 6}));
  EXPECT_EQ(window.newest(99), (std::vector<float>{3, 4, 5, 6}));
  EXPECT_TRUE(window.newest(0).empty());
  EXPECT_EQ(window_of(4, 1, 2).newest(3), (std::vector<float>{1, 2}));
}

TEST(LatencyWindow, StaysBoundedHoweverLongItRuns) {
  const LatencyWindow window = window_of(64, 1, 100'000);
  EXPECT_EQ(window.size(), 64U);
  EXPECT_EQ(window.newest(1000).size(), 64U);
}

TEST(LatencyWindow, HoldsOneSampleAtLeast) {
  const LatencyWindow window = window_of(0, 1, 3);
  EXPECT_EQ(window.size(), 1U);
  EXPECT_EQ(window.last(), 3);
}

TEST(LatencyWindow, HistogramPutsWhatIsBeyondIntoTheEnds) {
  LatencyWindow window(16);
  for (const double sample : {-1e300, 0.0, 9.99, 10.0, 19.0, 39.9, 40.0, 1e300}) window.add(sample);
  window.add(std::numeric_limits<double>::infinity());
  EXPECT_EQ(window.histogram(4, 0, 40), (std::vector<float>{3, 2, 0, 4}));
}

TEST(LatencyWindow, HistogramOfNoBinsOrNoRangeCountsNothing) {
  const LatencyWindow window = window_of(4, 1, 4);
  EXPECT_TRUE(window.histogram(0, 0, 1).empty());
  EXPECT_EQ(window.histogram(2, 1, 1), (std::vector<float>{0, 0}));
}

}  // namespace
}  // namespace framering
