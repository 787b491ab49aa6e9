#include "frames/least_disturbed.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace framering::bench {
namespace {

TrialOutcome outcome_of(double consumed_us, double stolen_seconds) {
  TrialOutcome outcome;
  outcome.consumed_us = {consumed_us};
  outcome.seconds = 2;
  outcome.stolen_seconds = stolen_seconds;
  return outcome;
}

/// What comes of these outcomes, of which all are asked for.
TrialOutcome least_disturbed_of(const std::vector<TrialOutcome>& outcomes) {
  std::size_t runs = 0;
  const TrialOutcome least = least_disturbed([&] { return outcomes.at(runs++); });
  EXPECT_EQ(runs, outcomes.size());
  return least;
}

TEST(LeastDisturbed, IsTheFirstRunIfLittleWasTaken) {
  const TrialOutcome least = least_disturbed_of({outcome_of(1, 0.049)});
  EXPECT_EQ(least.consumed_us.front(), 1);
  EXPECT_EQ(least.repeats, 0U);
  EXPECT_EQ(least.disturbed, 0U);
}

TEST(LeastDisturbed, IsTheRunFromWhichLessWasTakenHoweverSlow) {
  for (const double first : {0.051, 0.2}) {
    const TrialOutcome least = least_disturbed_of({outcome_of(1, first), outcome_of(2, 0.1)});
    EXPECT_EQ(least.consumed_us.front(), first < 0.1 ? 1 : 2);
    EXPECT_EQ(least.repeats, 1U);
    EXPECT_EQ(least.disturbed, 1U) << "all the same";
  }
  EXPECT_EQ(least_disturbed_of({outcome_of(1, 0.2), outcome_of(2, 0)}).disturbed, 0U);
}

TEST(LeastDisturbed, HidesNoMissedNorCorruptFrames) {
  TrialOutcome bad = outcome_of(1, 0.2);
  bad.missed = 3;
  bad.corrupt = 1;
  const TrialOutcome least = least_disturbed_of({bad, outcome_of(2, 0)});
  EXPECT_EQ(least.consumed_us.front(), 2);
  EXPECT_EQ(least.missed, 3U);
  EXPECT_EQ(least.corrupt, 1U);
}

TEST(LeastDisturbed, HidesNoFailure) {
  TrialOutcome failed;
  failed.failure = "no luck";
  EXPECT_EQ(least_disturbed_of({failed}).failure, "no luck");
  EXPECT_EQ(least_disturbed_of({outcome_of(1, 0.2), failed}).failure, "no luck");
}

}  // namespace
}  // namespace framering::bench
