#include "frames/measured_trial.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "frames/least_disturbed.hpp"
#include "nearest_rank.hpp"

namespace framering::bench {
namespace {

using nlohmann::json;
using Samples = std::vector<double> TrialOutcome::*;

std::vector<std::vector<double>> samples_of(const MeasuredTrial& trial, Samples samples) {
  std::vector<std::vector<double>> rounds;
  for (const TrialOutcome& outcome : trial.rounds) rounds.push_back(outcome.*samples);
  return rounds;
}

OverRounds figure_of(const MeasuredTrial& trial, double TrialOutcome::*figure) {
  std::vector<double> figures;
  for (const TrialOutcome& outcome : trial.rounds) figures.push_back(outcome.*figure);
  return over_rounds(std::move(figures));
}

/// The latencies at 0, 1, … 100 % of all rounds together, for charts.
std::vector<double> quantiles_us(const MeasuredTrial& trial) {
  constexpr int kParts = 100;
  std::vector<double> all;
  for (const TrialOutcome& outcome : trial.rounds) {
    all.insert(all.end(), outcome.consumed_us.begin(), outcome.consumed_us.end());
  }
  std::ranges::sort(all);
  std::vector<double> quantiles;
  for (int i = 0; i <= kParts; ++i) quantiles.push_back(nearest_rank(all, i));
  return quantiles;
}

/// Samples and counts of both; of the CPU time the mean over all frames sent, of rates over all
/// time.
void merge(TrialOutcome& round, const TrialOutcome& turn) {
  for (const Samples samples : {&TrialOutcome::access_us, &TrialOutcome::consumed_us,
                                &TrialOutcome::publish_us, &TrialOutcome::capture_us}) {
    (round.*samples).insert((round.*samples).end(), (turn.*samples).begin(), (turn.*samples).end());
  }
  const double share =
      static_cast<double>(turn.publish_us.size()) / static_cast<double>(round.publish_us.size());
  round.cpu_s_per_1000 += (turn.cpu_s_per_1000 - round.cpu_s_per_1000) * share;
  round.seconds += turn.seconds;
  for (double TrialOutcome::*const rate :
       {&TrialOutcome::published_fps, &TrialOutcome::received_fps}) {
    round.*rate += (turn.*rate - round.*rate) * turn.seconds / round.seconds;
  }
  round.missed += turn.missed;
  round.corrupt += turn.corrupt;
  round.watched += turn.watched;
  round.repeats += turn.repeats;
  round.disturbed += turn.disturbed;
}

std::string rate_of(const TrialPlan& plan) {
  return plan.fps > 0 ? fmt::format("{:g}", plan.fps) : "max";
}

std::string table_head() {
  return fmt::format("{:<52}{:>16}{:>18}{:>19}{:>14}\n", "", "access", "consumed", "publish()",
                     "CPU s for") +
         fmt::format("{:<28}{:>11}{:>6}{:>8}{:>8}{:>7}{:>9}{:>9}{:>9}{:>10}{:>14}{:>8}{:>8}\n",
                     "µs", "size", "fps", "readers", "reading", "p50", "p50", "p99", "max", "p50",
                     "1000 frames", "missed", "corrupt");
}

/// Behind the last column: the rates of a trial that was given none, and why it ended early.
std::string remarks_on(const MeasuredTrial& trial) {
  std::string remarks;
  if (trial.plan.fps == 0) {
    remarks = fmt::format("  {:.0f} frames/s published, {:.0f} received",
                          trial.published_fps().median, trial.received_fps().median);
  }
  if (!trial.failure.empty()) remarks += "  then failed: " + trial.failure;
  return remarks;
}

std::string as_row(const MeasuredTrial& trial) {
  const TrialPlan& plan = trial.plan;
  const std::string head = fmt::format("{:<28}{:>11}{:>6}{:>8}{:>8}", trial.way.name,
                                       fmt::format("{}x{}", plan.width, plan.height), rate_of(plan),
                                       plan.readers, name_of(plan.reading));
  if (trial.rounds.empty()) return fmt::format("{}  failed: {}\n", head, trial.failure);
  return fmt::format("{}{:>7.0f}{:>9.0f}{:>9.0f}{:>9.0f}{:>10.1f}{:>14.3f}{:>8}{:>8}{}\n", head,
                     trial.access_us(50).median, trial.consumed_us(50).median,
                     trial.consumed_us(99).median, trial.consumed_us(100).median,
                     trial.publish_us(50).median, trial.cpu_s_per_1000().median, trial.missed(),
                     trial.corrupt(), remarks_on(trial));
}

}  // namespace

void MeasuredTrial::add(TrialOutcome outcome, Turn turn) {
  failure = outcome.failure;
  if (!failure.empty()) {
    corrupt_before_failure = outcome.corrupt;
    if (turn.number == 0) return;
    corrupt_before_failure += rounds.back().corrupt;
    rounds.pop_back();  // it lacks a turn
  } else if (turn.number == 0) {
    rounds.push_back(std::move(outcome));
  } else {
    merge(rounds.back(), outcome);
  }
}

std::uint64_t MeasuredTrial::corrupt() const {
  std::uint64_t frames = corrupt_before_failure;
  for (const TrialOutcome& outcome : rounds) frames += outcome.corrupt;
  return frames;
}

unsigned MeasuredTrial::total(unsigned TrialOutcome::*count) const {
  unsigned sum = 0;
  for (const TrialOutcome& outcome : rounds) sum += outcome.*count;
  return sum;
}

std::uint64_t MeasuredTrial::missed() const {
  std::uint64_t most = 0;
  for (const TrialOutcome& outcome : rounds) most = std::max(most, outcome.missed);
  return most;
}

OverRounds MeasuredTrial::consumed_us(double percent) const {
  return percentile_over_rounds(samples_of(*this, &TrialOutcome::consumed_us), percent);
}
OverRounds MeasuredTrial::access_us(double percent) const {
  return percentile_over_rounds(samples_of(*this, &TrialOutcome::access_us), percent);
}
OverRounds MeasuredTrial::publish_us(double percent) const {
  return percentile_over_rounds(samples_of(*this, &TrialOutcome::publish_us), percent);
}
OverRounds MeasuredTrial::cpu_s_per_1000() const {
  return figure_of(*this, &TrialOutcome::cpu_s_per_1000);
}
OverRounds MeasuredTrial::published_fps() const {
  return figure_of(*this, &TrialOutcome::published_fps);
}
OverRounds MeasuredTrial::received_fps() const {
  return figure_of(*this, &TrialOutcome::received_fps);
}

std::string_view name_of(Reading reading) noexcept {
  return reading == Reading::copy ? "copy" : "borrow";
}

std::string_view name_of(WayKind kind) noexcept {
  constexpr std::string_view kNames[] = {"ours", "bare", "peer"};
  return kNames[static_cast<std::size_t>(kind)];
}

Step step_of(MeasuredTrial& trial, const PictureRoll& roll, Turn turn, Repeat repeat) {
  constexpr double kStartSeconds = 1;
  TrialPlan plan = trial.plan;
  plan.frames /= turn.of;
  const double fps = plan.fps > 0 ? plan.fps : 2000;  // about
  return {
      .name = fmt::format("{}, {} x {}, {} fps, {} reader{}", trial.way.name, plan.width,
                          plan.height, rate_of(plan), plan.readers, plan.readers == 1 ? "" : "s"),
      .seconds = kStartSeconds + static_cast<double>(plan.frames) / fps,
      .run = [&trial, &roll, plan, turn, repeat] {
        if (!trial.failure.empty()) return;
        const auto run = [&] { return run_trial(trial.way, plan, roll); };
        trial.add(repeat == Repeat::if_disturbed ? least_disturbed(run) : run(), turn);
      }};
}

std::string corruption_in(std::span<const MeasuredTrial> trials) {
  for (const MeasuredTrial& trial : trials) {
    if (trial.corrupt() == 0 || trial.way.may_tear) continue;
    return fmt::format("{}: {} corrupt frames", trial.way.name, trial.corrupt());
  }
  return {};
}

std::string failure_in(std::span<const MeasuredTrial> trials,
                       const std::function<bool(const Way&)>& whose) {
  for (const MeasuredTrial& trial : trials) {
    if (!trial.failure.empty() && whose(trial.way)) return trial.way.name + ": " + trial.failure;
  }
  return {};
}

json as_json(const MeasuredTrial& trial) {
  const TrialPlan& plan = trial.plan;
  return {{"system", trial.way.name},
          {"version", trial.way.version},
          {"kind", name_of(trial.way.kind)},
          {"width", plan.width},
          {"height", plan.height},
          {"fps", plan.fps},
          {"readers", plan.readers},
          {"reading", name_of(plan.reading)},
          {"frames", plan.frames},
          {"access_us", percentiles_as_json(samples_of(trial, &TrialOutcome::access_us))},
          {"consumed_us", percentiles_as_json(samples_of(trial, &TrialOutcome::consumed_us))},
          {"publish_us", percentiles_as_json(samples_of(trial, &TrialOutcome::publish_us))},
          {"capture_us", percentiles_as_json(samples_of(trial, &TrialOutcome::capture_us))},
          {"cpu_s_per_1000", as_json(trial.cpu_s_per_1000())},
          {"published_fps", as_json(trial.published_fps())},
          {"received_fps", as_json(trial.received_fps())},
          {"missed", trial.missed()},
          {"corrupt", trial.corrupt()},
          {"watched", trial.total(&TrialOutcome::watched)},
          {"repeats", trial.total(&TrialOutcome::repeats)},
          {"disturbed", trial.total(&TrialOutcome::disturbed)},
          {"quantiles_us", quantiles_us(trial)},
          {"failure", trial.failure}};
}

json trials_as_json(std::span<const MeasuredTrial> trials) {
  json all = {{"trials", json::array()}, {"skipped", json::array()}};
  for (const MeasuredTrial& trial : trials) all["trials"].push_back(as_json(trial));
  for (const SkippedWay& way : skipped_ways()) {
    all["skipped"].push_back({{"name", way.name}, {"reason", way.reason}});
  }
  return all;
}

std::string trials_as_text(std::span<const MeasuredTrial> trials) {
  std::string text = table_head();
  for (const MeasuredTrial& trial : trials) text += as_row(trial);
  for (const SkippedWay& way : skipped_ways()) {
    text += fmt::format("{:<28} skipped: {}\n", way.name, way.reason);
  }
  return text;
}

}  // namespace framering::bench
