#include "suite/suite.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "frames/limits.hpp"

namespace framering::bench {
namespace {

constexpr std::size_t kPingPongBytes = 4;
constexpr double kFps = 60;

struct Size {
  std::uint32_t width, height;
};
constexpr Size kUsualSize{1280, 720};
constexpr Size kOtherSizes[] = {{640, 480}, {1920, 1080}, {3840, 2160}};

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
      if (size_.quick && width != 3840) continue;
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

Step Suite::limit_step(const std::string& name, double seconds,
                       std::function<std::vector<double>()> measure) {
  limits_.push_back({.name = name});
  return {.name = name, .seconds = seconds, .run = [&limit = limits_.back(), measure] {
            limit.rounds.push_back(measure());
          }};
}

std::vector<Step> Suite::steps() {
  constexpr std::size_t kCopies = 200;
  constexpr std::chrono::nanoseconds kPeriod(static_cast<std::int64_t>(1e9 / kFps));
  const PictureRoll& roll = rolls_.at({kUsualSize.width, kUsualSize.height});
  std::vector<Step> steps;
  steps.push_back(
      limit_step(kWarmCopy, 0.1, [&roll] { return warm_copies_us(roll.frame_bytes(), kCopies); }));
  steps.push_back(limit_step(kColdCopy, 0.2, [&roll] { return cold_copies_us(roll, kCopies); }));
  const double wake_s = static_cast<double>(size_.frames()) / kFps;
  steps.push_back(
      limit_step(kWake, wake_s, [this, &roll] { return wakes_us(roll, kPeriod, size_.frames()); }));
  std::vector<std::string> methods = pingpong_methods();
  std::ranges::copy(pingpong_limits(), std::back_inserter(methods));
  for (const std::string& method : methods) {
    pingpongs_.push_back({.name = method});
    steps.push_back({.name = "ping-pong, " + method,
                     .seconds = static_cast<double>(size_.cycles()) * 20e-6,
                     .run = [this, method, &result = pingpongs_.back()] {
                       const auto played = run_pingpong(method, size_.cycles(), kPingPongBytes);
                       if (!played) {
                         result.failure = played.error().message;
                         return;
                       }
                       result.rounds.push_back(played->op_us);
                       result.failure = played->failure;
                     }});
  }
  for (MeasuredTrial& trial : trials_) steps.push_back(step_of(trial, roll_of(trial.plan)));
  return steps;
}

}  // namespace framering::bench
