#include "frames/least_disturbed.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace framering::bench {
namespace {

TrialOutcome outcome_of(double consumed_us, double stolen_share) {
  TrialOutcome outcome;
  outcome.consumed_us = {consumed_us};
  outcome.stolen_share = stolen_share;
  return outcome;
}

/// What comes of these outcomes, of which all are asked for.
TrialOutcome least_disturbed_of(const std::vector<TrialOutcome>& outcomes) {
  std::size_t runs = 0;
  const TrialOutcome least = least_disturbed([&] { return outcomes.at(runs++); });
  EXPECT_EQ(runs, outcomes.size());
  EXPECT_EQ(least.watched, 1U);
  return least;
}

TEST(LeastDisturbed, IsTheFirstRunIfLittleWasTaken) {
  const TrialOutcome least = least_disturbed_of({outcome_of(1, 0.024)});
  EXPECT_EQ(least.consumed_us.front(), 1);
  EXPECT_EQ(least.repeats, 0U);
  EXPECT_EQ(least.disturbed, 0U);
}

TEST(LeastDisturbed, IsTheRunFromWhichLessWasTakenHoweverSlow) {
  for (const double first : {0.026, 0.2}) {
    const TrialOutcome least = least_disturbed_of({outcome_of(1, first), outcome_of(2, 0.1)});
    EXPECT_EQ(least.consumed_us.front(), first < 0.1 ? 1 : 2);
    EXPECT_EQ(least.repeats, 1U);
    EXPECT_EQ(least.disturbed, 1U) << "all the same";
  }
  EXPECT_EQ(least_disturbed_of({outcome_of(1, 0.2), outcome_of(2, 0)}).disturbed, 0U);
}

TEST(LeastDisturbed, HidesNoMissedNorCorruptFrames) {
  TrialOutcome first = outcome_of(1, 0.2);
  first.missed = 3;
  first.corrupt = 1;
  for (const double second_share : {0.0, 0.3}) {
    TrialOutcome second = outcome_of(2, second_share);
    second.missed = 2;
    second.corrupt = 4;
    const TrialOutcome least = least_disturbed_of({first, second});
    EXPECT_EQ(least.consumed_us.front(), second_share < 0.2 ? 2 : 1);
    EXPECT_EQ(least.missed, 5U);
    EXPECT_EQ(least.corrupt, 5U);
  }
}

TEST(LeastDisturbed, HidesNoFailureNorWhatWasCorruptBeforeIt) {
  TrialOutcome failed;
  failed.failure = "no luck";
  EXPECT_EQ(least_disturbed_of({failed}).failure, "no luck");
  TrialOutcome corrupt = outcome_of(1, 0.2);
  corrupt.corrupt = 1;
  const TrialOutcome least = least_disturbed_of({corrupt, failed});
  EXPECT_EQ(least.failure, "no luck");
  EXPECT_EQ(least.corrupt, 1U);
}

}  // namespace
}  // namespace framering::bench
