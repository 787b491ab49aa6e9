#include "suite/suite.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "frames/limits.hpp"

namespace framering::bench {
namespace {

using Samples = std::vector<std::vector<double>>;  // of what is measured together

constexpr std::chrono::nanoseconds kPeriod(static_cast<std::int64_t>(1e9 / kUsualFps));

}  // namespace

std::string wake_limit(const FrameSize& size) {
  return fmt::format("handover 60 a second of {}x{}: futex wake", size.width, size.height);
}

Suite::Suite(SuiteSize size)
    : size_(size),
      trials_(planned_trials(size)),
      clients_(planned_clients()),
      drawing_(drawing_of(planned_drawing(size))) {
  for (const char* name : {kWarmCopy, kColdCopy, kCopyIn, kWake, kCopyOut, kHandover}) {
    limits_.push_back({.name = name});
  }
  for (const FrameSize& other : size.other_sizes()) limits_.push_back({.name = wake_limit(other)});
  for (const auto& methods : {pingpong_methods(), pingpong_limits()}) {
    for (const std::string& method : methods) pingpongs_.push_back({.name = method});
  }
  for (const MeasuredTrial& trial : trials_) roll_of({trial.plan.width, trial.plan.height});
}

const PictureRoll& Suite::roll_of(const FrameSize& size) {
  const std::size_t row_bytes = std::size_t{size.width} * 3;
  return rolls_.try_emplace({size.width, size.height}, row_bytes, size.height).first->second;
}

MeasuredSamples& Suite::limit_of(std::string_view name) {
  return *std::ranges::find(limits_, name, &MeasuredSamples::name);
}

void Suite::measure_copies() {
  constexpr std::size_t kCopies = 200;
  const PictureRoll& roll = roll_of(kUsualSize);
  add_round({&limit_of(kWarmCopy)},
            [&] { return Samples{warm_copies_us(roll.frame_bytes(), kCopies)}; });
  add_round({&limit_of(kColdCopy)}, [&] { return Samples{cold_copies_us(roll, kCopies)}; });
}

void Suite::measure_handovers() {
  add_round({&limit_of(kCopyIn), &limit_of(kWake), &limit_of(kCopyOut), &limit_of(kHandover)}, [&] {
    Handovers usual = bare_handovers(roll_of(kUsualSize), kPeriod, size_.frames());
    return Samples{std::move(usual.copy_in_us), std::move(usual.wake_us),
                   std::move(usual.copy_out_us), std::move(usual.whole_us)};
  });
  for (const FrameSize& other : size_.other_sizes()) {
    add_round({&limit_of(wake_limit(other))}, [&] {
      return Samples{bare_handovers(roll_of(other), kPeriod, size_.fewer_frames()).wake_us};
    });
  }
}

void Suite::add_limit_steps(std::vector<Step>& steps) {
  const auto others = size_.other_sizes();
  const auto handovers = size_.frames() + others.size() * size_.fewer_frames();
  steps.push_back({.name = "copies", .seconds = 0.3, .run = [this] { measure_copies(); }});
  steps.push_back({.name = "bare handovers",
                   .seconds = static_cast<double>(handovers) / kUsualFps,
                   .run = [this] { measure_handovers(); }});
}

void Suite::add_pingpong_steps(std::vector<Step>& steps) {
  constexpr double kSecondsPerCycle = 20e-6;
  for (MeasuredSamples& result : pingpongs_) {
    steps.push_back({.name = "ping-pong, " + result.name,
                     .seconds = static_cast<double>(size_.cycles()) * kSecondsPerCycle,
                     .run = [this, &result] {
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
  for (MeasuredClients& clients : clients_) steps.push_back(step_of(clients));
  steps.push_back(step_of(drawing_, roll_of({drawing_.plan.width, drawing_.plan.height})));
  for (MeasuredTrial& trial : trials_) {
    steps.push_back(step_of(trial, roll_of({trial.plan.width, trial.plan.height})));
  }
  return steps;
}

}  // namespace framering::bench
