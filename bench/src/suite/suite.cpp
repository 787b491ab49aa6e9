#include "suite/suite.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <stdexcept>

#include "frames/limits.hpp"

namespace framering::bench {
namespace {

using Samples = std::vector<std::vector<double>>;  // of what is measured together

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

void add_round(std::initializer_list<MeasuredSamples*> measured,
               const std::function<std::vector<std::vector<double>>()>& measure) {
  if (!(*measured.begin())->failure.empty()) return;
  try {
    auto samples = measure();
    for (std::size_t i = 0; i < measured.size(); ++i) {
      measured.begin()[i]->rounds.push_back(std::move(samples.at(i)));
    }
  } catch (const std::exception& failure) {
    for (MeasuredSamples* each : measured) each->failure = failure.what();
  }
}

Suite::Suite(SuiteSize size)
    : size_(size),
      drawing_(drawing_of({.width = kUsualSize.width,
                           .height = kUsualSize.height,
                           .fps = kFps,
                           .frames = size.frames()})) {
  add_trials();
}

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

MeasuredSamples& Suite::limit_of(const char* name) {
  return *std::ranges::find(limits_, name, &MeasuredSamples::name);
}

void Suite::measure_copies() {
  constexpr std::size_t kCopies = 200;
  const PictureRoll& roll = rolls_.at({kUsualSize.width, kUsualSize.height});
  add_round({&limit_of(kWarmCopy)},
            [&] { return Samples{warm_copies_us(roll.frame_bytes(), kCopies)}; });
  add_round({&limit_of(kColdCopy)}, [&] { return Samples{cold_copies_us(roll, kCopies)}; });
  add_round({&limit_of(kContendedCopy)},
            [&] { return Samples{contended_copies_us(roll, kCopies)}; });
}

void Suite::measure_handovers() {
  const auto handovers = [this](Size size) {
    return bare_handovers(rolls_.at({size.width, size.height}), kPeriod, size_.frames());
  };
  add_round({&limit_of(kCopyIn), &limit_of(kWake), &limit_of(kCopyOut), &limit_of(kHandover)}, [&] {
    Handovers usual = handovers(kUsualSize);
    return Samples{std::move(usual.copy_in_us), std::move(usual.wake_us),
                   std::move(usual.copy_out_us), std::move(usual.whole_us)};
  });
  add_round({&limit_of(kLargeWake)}, [&] { return Samples{handovers(kLargest).wake_us}; });
}

void Suite::add_limit_steps(std::vector<Step>& steps) {
  for (const char* name :
       {kWarmCopy, kColdCopy, kContendedCopy, kCopyIn, kWake, kCopyOut, kHandover, kLargeWake}) {
    limits_.push_back({.name = name});
  }
  steps.push_back({.name = "copies", .seconds = 0.3, .run = [this] { measure_copies(); }});
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
                       add_round({&result}, [&] {
                         const auto played =
                             run_pingpong(result.name, size_.cycles(), kPingPongBytes);
                         if (!played) throw std::runtime_error(played.error().message);
                         return Samples{played->op_us};
                       });
                     }});
  }
}

std::vector<Step> Suite::steps() {
  std::vector<Step> steps;
  add_limit_steps(steps);
  add_pingpong_steps(steps);
  steps.push_back(step_of(drawing_, rolls_.at({kUsualSize.width, kUsualSize.height})));
  for (MeasuredTrial& trial : trials_) steps.push_back(step_of(trial, roll_of(trial.plan)));
  return steps;
}

}  // namespace framering::bench
