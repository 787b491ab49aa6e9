#include "suite/suite.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "frames/limits.hpp"

namespace framering::bench {
namespace {

constexpr std::size_t kPingPongBytes = 4;
constexpr double kFps = 60;

struct Size {
  std::uint32_t width, height;
};
constexpr Size kUsualSize{1280, 720};
constexpr Size kLargest{3840, 2160};
constexpr Size kOtherSizes[] = {{640, 480}, {1920, 1080}, kLargest};
constexpr std::chrono::nanoseconds kPeriod(static_cast<std::int64_t>(1e9 / kFps));

bool is_shm(const Way& way) { return way.name == "framering shm"; }
/// Who sends to many readers at once by design; the bare ones send to one after the other.
bool is_for_many(const Way& way) { return !way.name.starts_with("bare"); }

}  // namespace

std::vector<double> MeasuredSamples::each_round(double percent) const {
  std::vector<double> figures;
  for (std::vector<double> samples : rounds) {
    std::ranges::sort(samples);
    figures.push_back(percentile(samples, percent));
  }
  return figures;
}

Suite::Suite(SuiteSize size) : size_(size) { add_trials(); }

void Suite::add_trials() {
  const TrialPlan usual{.width = kUsualSize.width,
                        .height = kUsualSize.height,
                        .fps = kFps,
                        .frames = size_.frames()};
  for (const Way& way : all_ways()) {
    TrialPlan plan = usual;
    add_trial(way, plan);
    for (const std::uint32_t readers : {4U, 16U, 64U}) {
      if (size_.quick || !is_for_many(way)) break;
      plan.readers = readers;
      if (readers <= way.most_readers) add_trial(way, plan);
    }
    if (!is_shm(way)) continue;
    plan.reading = Reading::borrow;
    for (const std::uint32_t readers : {1U, 4U, 16U, 64U}) {
      if (size_.quick && readers != 16 && readers != 1) continue;
      plan.readers = readers;
      add_trial(way, plan);
    }
    plan.readers = 1;
    for (const auto& [width, height] : kOtherSizes) {
      if (size_.quick && width != kLargest.width) continue;
      plan.width = width;
      plan.height = height;
      add_trial(way, plan);
    }
    plan = usual;
    plan.reading = Reading::borrow;
    plan.fps = 0;
    plan.frames *= 4;
    add_trial(way, plan);
  }
}

void Suite::add_trial(const Way& way, TrialPlan plan) {
  roll_of(plan);
  trials_.push_back({.way = way, .plan = plan});
}

const PictureRoll& Suite::roll_of(const TrialPlan& plan) {
  const std::size_t row_bytes = std::size_t{plan.width} * 3;
  return rolls_.try_emplace({plan.width, plan.height}, row_bytes, plan.height).first->second;
}

/// Where the samples of the next round of a limit go.
std::vector<double>& Suite::new_round_of(const char* limit) {
  const auto found = std::ranges::find(limits_, limit, &MeasuredSamples::name);
  return found->rounds.emplace_back();
}

void Suite::measure_handovers() {
  const PictureRoll& usual = rolls_.at({kUsualSize.width, kUsualSize.height});
  Handovers handovers = bare_handovers(usual, kPeriod, size_.frames());
  new_round_of(kCopyIn) = std::move(handovers.copy_in_us);
  new_round_of(kWake) = std::move(handovers.wake_us);
  new_round_of(kCopyOut) = std::move(handovers.copy_out_us);
  new_round_of(kHandover) = std::move(handovers.whole_us);
  const PictureRoll& large = rolls_.at({kLargest.width, kLargest.height});
  new_round_of(kLargeWake) = bare_handovers(large, kPeriod, size_.frames()).wake_us;
}

void Suite::add_limit_steps(std::vector<Step>& steps) {
  constexpr std::size_t kCopies = 200;
  for (const char* name :
       {kWarmCopy, kColdCopy, kContendedCopy, kCopyIn, kWake, kCopyOut, kHandover, kLargeWake}) {
    limits_.push_back({.name = name});
  }
  const PictureRoll& roll = rolls_.at({kUsualSize.width, kUsualSize.height});
  steps.push_back({.name = "copies", .seconds = 0.3, .run = [this, &roll] {
                     new_round_of(kWarmCopy) = warm_copies_us(roll.frame_bytes(), kCopies);
                     new_round_of(kColdCopy) = cold_copies_us(roll, kCopies);
                     new_round_of(kContendedCopy) = contended_copies_us(roll, kCopies);
                   }});
  steps.push_back({.name = "bare handovers",
                   .seconds = 2 * static_cast<double>(size_.frames()) / kFps,
                   .run = [this] { measure_handovers(); }});
}

void Suite::add_pingpong_steps(std::vector<Step>& steps) {
  constexpr double kSecondsPerCycle = 20e-6;
  std::vector<std::string> methods = pingpong_methods();
  std::ranges::move(pingpong_limits(), std::back_inserter(methods));
  for (const std::string& method : methods) {
    const std::size_t place = pingpongs_.size();
    pingpongs_.push_back({.name = method});
    steps.push_back({.name = "ping-pong, " + method,
                     .seconds = static_cast<double>(size_.cycles()) * kSecondsPerCycle,
                     .run = [this, place] {
                       MeasuredSamples& result = pingpongs_[place];
                       const auto played =
                           run_pingpong(result.name, size_.cycles(), kPingPongBytes);
                       result.failure = played ? played->failure : played.error().message;
                       if (result.failure.empty()) result.rounds.push_back(played->op_us);
                     }});
  }
}

std::vector<Step> Suite::steps() {
  std::vector<Step> steps;
  add_limit_steps(steps);
  add_pingpong_steps(steps);
  for (MeasuredTrial& trial : trials_) steps.push_back(step_of(trial, roll_of(trial.plan)));
  return steps;
}

}  // namespace framering::bench
