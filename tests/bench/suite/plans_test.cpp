#include "suite/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace framering::bench {
namespace {

std::string described(const MeasuredTrial& trial) {
  const TrialPlan& plan = trial.plan;
  return trial.way.name + " " + std::to_string(plan.width) + " " + std::to_string(plan.fps) + " " +
         std::to_string(plan.readers) + " " + std::string(name_of(plan.reading));
}

TEST(Plans, HaveNoTrialTwice) {
  for (const bool quick : {true, false}) {
    std::set<std::string> seen;
    for (const MeasuredTrial& trial : planned_trials({.quick = quick})) {
      EXPECT_TRUE(seen.insert(described(trial)).second) << described(trial);
    }
  }
}

TEST(Plans, HaveEachWayWithOneReaderForLongEnoughThatAP99MeansSomething) {
  const auto trials = planned_trials({});
  for (const Way& way : all_ways()) {
    if (way.waking == Waking::nobody) continue;  // only as fast as possible
    EXPECT_TRUE(std::ranges::any_of(trials, [&](const MeasuredTrial& trial) {
      const TrialPlan& plan = trial.plan;
      return trial.way.name == way.name && plan.width == kUsualSize.width && plan.readers == 1 &&
             plan.fps == kUsualFps && plan.reading == Reading::copy && plan.frames >= 500;
    })) << way.name;
  }
}

TEST(Plans, HaveAHundredFramesInEachLapOfOneReaderAndMoreWhereNothingIsWaitedFor) {
  const SuiteSize size;
  for (const MeasuredTrial& trial : planned_trials(size)) {
    if (trial.plan.width != kUsualSize.width || trial.plan.readers != 1) continue;
    const std::uint64_t laps = size.turns() * trial.laps;
    EXPECT_EQ(trial.plan.frames, laps * (trial.plan.fps > 0 ? 100 : 500)) << described(trial);
    const bool copies_what_is_lent = trial.way.lends_memory &&
                                     trial.way.waking == Waking::publisher &&
                                     trial.plan.reading == Reading::copy;
    EXPECT_EQ(trial.laps, copies_what_is_lent || trial.plan.fps == 0 ? 3U : 1U);
  }
}

TEST(Plans, HaveAWholeNumberOfFramesInEachTurnAndLap) {
  for (const bool quick : {true, false}) {
    const SuiteSize size{.quick = quick};
    for (const MeasuredTrial& trial : planned_trials(size)) {
      EXPECT_EQ(trial.plan.frames % (size.turns() * trial.laps), 0U) << described(trial);
    }
    EXPECT_EQ(size.cycles() % (size.turns() * size.matches()), 0U);
  }
}

/// The widths at which each way is measured with one reader, by its name and how it is read.
std::map<std::string, std::set<std::uint32_t>> widths_by_way(bool quick) {
  std::map<std::string, std::set<std::uint32_t>> widths;
  for (const MeasuredTrial& trial : planned_trials({.quick = quick})) {
    if (trial.plan.readers != 1 || trial.plan.fps == 0) continue;
    widths[trial.way.name + ", " + std::string(name_of(trial.plan.reading))].insert(
        trial.plan.width);
  }
  return widths;
}

TEST(Plans, CompareSizesOverAllThatHandMemoryOverAndOneThatCopies) {
  for (const bool quick : {true, false}) {
    const auto widths = widths_by_way(quick);
    const auto& ours = widths.at("framering shm, borrow");
    EXPECT_EQ(ours.size(), quick ? 2U : 4U);
    EXPECT_EQ(widths.at("bare Unix stream, copy"), ours);
    for (const char* peer : {"iceoryx, borrow", "Cyclone DDS, borrow", "GStreamer, borrow"}) {
      if (widths.contains(peer)) {
        EXPECT_EQ(widths.at(peer), ours) << peer;
      }
    }
  }
}

}  // namespace
}  // namespace framering::bench
