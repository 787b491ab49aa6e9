#include "frames/measured_trial.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace framering::bench {
namespace {

constexpr std::size_t kRowBytes = 384;
constexpr std::size_t kRows = 95;

MeasuredTrial trial_of(const char* system, std::vector<TrialOutcome> rounds) {
  MeasuredTrial trial;
  trial.way.name = system;
  trial.rounds = std::move(rounds);
  return trial;
}

TrialOutcome outcome_with(std::uint64_t corrupt, std::uint64_t missed,
                          std::vector<double> consumed_us = {}) {
  TrialOutcome outcome{.publish_us = {1}, .seconds = 1};
  outcome.corrupt = corrupt;
  outcome.missed = missed;
  outcome.consumed_us = std::move(consumed_us);
  return outcome;
}

TEST(MeasuredTrial, CountsCorruptFramesOfAllRoundsAndMissedOnesOfTheWorst) {
  const auto trial = trial_of("a", {outcome_with(1, 5), outcome_with(2, 7), outcome_with(0, 6)});
  EXPECT_EQ(trial.corrupt(), 3U);
  EXPECT_EQ(trial.missed(), 7U);
}

TEST(MeasuredTrial, SaysWhoseFramesAreCorruptUnlessTheyMayTear) {
  std::vector<MeasuredTrial> trials = {trial_of("whole", {outcome_with(0, 0)}),
                                       trial_of("torn", {outcome_with(2, 0)})};
  EXPECT_EQ(corruption_in(trials), "torn: 2 corrupt frames");
  trials.back().way.may_tear = true;
  EXPECT_EQ(corruption_in(trials), "");
}

TEST(MeasuredTrial, SaysWhichOfTheWaysInQuestionFailed) {
  std::vector<MeasuredTrial> trials = {trial_of("a", {}), trial_of("b", {})};
  trials.back().failure = "no luck";
  EXPECT_EQ(failure_in(trials, [](const Way&) { return true; }), "b: no luck");
  EXPECT_EQ(failure_in(trials, [](const Way& way) { return way.name == "a"; }), "");
}

TEST(MeasuredTrial, IsNotTriedAgainAfterAFailure) {
  const PictureRoll roll(kRowBytes, kRows);
  int starts = 0;
  MeasuredTrial trial = trial_of("a", {});
  trial.way.start_broker = [&starts](const WaySetup&) -> std::unique_ptr<Broker> {
    ++starts;
    throw std::runtime_error("no daemon");
  };
  const Step step = step_of(trial, roll);
  step.run();
  step.run();
  EXPECT_EQ(starts, 1);
  EXPECT_EQ(trial.failure, "no daemon");
  EXPECT_TRUE(trial.rounds.empty());
}

TEST(MeasuredTrial, MakesOneRoundOfItsTurns) {
  MeasuredTrial trial = trial_of("a", {});
  TrialOutcome first = outcome_with(0, 1, {1, 2});
  TrialOutcome second = outcome_with(1, 2, {3});
  first.published_fps = 60;  // 60 frames, of which it received 30
  first.received_fps = 30;
  first.seconds = 1;
  first.cpu_s_per_1000 = 1;
  second.published_fps = 30;  // as many, of which it received as many
  second.received_fps = 15;
  second.seconds = 2;
  second.cpu_s_per_1000 = 4;
  second.publish_us = {1, 1};
  second.watched = second.repeats = second.disturbed = 1;
  for (int round = 0; round < 2; ++round) {
    trial.add(first, {.number = 0, .of = 3});
    trial.add(second, {.number = 2, .of = 3});
    trial.add(second, {.number = 1, .of = 3});
  }
  ASSERT_EQ(trial.rounds.size(), 2U);
  for (const TrialOutcome& round : trial.rounds) {
    EXPECT_EQ(round.consumed_us, (std::vector<double>{1, 2, 3, 3}));
    EXPECT_EQ(round.missed, 5U);
    EXPECT_EQ(round.corrupt, 2U);
    EXPECT_EQ(round.watched, 2U);
    EXPECT_EQ(round.repeats, 2U);
    EXPECT_EQ(round.disturbed, 2U);
    EXPECT_DOUBLE_EQ(round.published_fps, 36) << "180 frames in 5 s";
    EXPECT_DOUBLE_EQ(round.received_fps, 18) << "90 frames in 5 s";
    EXPECT_DOUBLE_EQ(round.cpu_s_per_1000, 3.4) << "of one frame 1, of four 4 each";
  }
}

TEST(MeasuredTrial, HasNoRoundOfWhichATurnFailed) {
  MeasuredTrial trial = trial_of("a", {});
  trial.add(outcome_with(0, 0, {1}), {.number = 0, .of = 2});
  trial.add(outcome_with(0, 0, {2}), {.number = 1, .of = 2});
  trial.add(outcome_with(1, 0, {3}), {.number = 0, .of = 2});
  trial.add({.failure = "no luck", .corrupt = 1}, {.number = 1, .of = 2});
  EXPECT_EQ(trial.corrupt(), 2U) << "wrong bytes are not forgotten";
  EXPECT_EQ(trial.failure, "no luck");
  ASSERT_EQ(trial.rounds.size(), 1U);
  EXPECT_EQ(trial.rounds.front().consumed_us, (std::vector<double>{1, 2}));
}

TEST(MeasuredTrial, RunsItsPartOfTheFramesInATurn) {
  const PictureRoll roll(kRowBytes, kRows);
  MeasuredTrial trial = trial_of("a", {});
  trial.way = all_ways().front();
  trial.plan = {.width = kRowBytes / 3, .height = kRows, .fps = 500, .frames = 40};
  for (unsigned turn = 0; turn < 4; ++turn) step_of(trial, roll, {.number = turn, .of = 4}).run();
  ASSERT_EQ(trial.failure, "");
  ASSERT_EQ(trial.rounds.size(), 1U);
  EXPECT_EQ(trial.rounds.front().publish_us.size(), 40U);
}

TEST(MeasuredTrial, SaysInJsonOfWhichKindItsWayIs) {
  MeasuredTrial trial = trial_of("a", {});
  EXPECT_EQ(as_json(trial)["kind"], "peer");
  trial.way.kind = WayKind::bare;
  EXPECT_EQ(as_json(trial)["kind"], "bare");
  trial.way.kind = WayKind::ours;
  EXPECT_EQ(as_json(trial)["kind"], "ours");
}

TEST(MeasuredTrial, HasTheQuantilesOfAllRoundsTogetherInJson) {
  const auto trial = trial_of("a", {outcome_with(0, 0, {9, 1}), outcome_with(0, 0, {4, 5})});
  const auto quantiles = as_json(trial)["quantiles_us"].get<std::vector<double>>();
  ASSERT_EQ(quantiles.size(), 101U);
  EXPECT_EQ(quantiles.front(), 1);
  EXPECT_EQ(quantiles[50], 4);
  EXPECT_EQ(quantiles.back(), 9);
}

}  // namespace
}  // namespace framering::bench
