#include "suite/suite.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "frames/limits.hpp"

namespace framering::bench {
namespace {

using Samples = std::vector<std::vector<double>>;  // of what is measured together

FrameSize size_of(const MeasuredTrial& trial) { return {trial.plan.width, trial.plan.height}; }

/// As fast as possible first, then what copies, and last what shares memory, which is compared most
/// closely and so not to stand beside the ping-pongs: those that copy before those read in place.
std::tuple<bool, bool, bool> order_of(const MeasuredTrial* trial) {
  return {trial->plan.fps > 0, trial->way.lends_memory, trial->plan.reading != Reading::copy};
}

}  // namespace

Suite::Suite(SuiteSize size)
    : size_(size),
      trials_(planned_trials(size)),
      clients_(planned_clients()),
      drawing_(drawing_of(planned_drawing(size))) {
  for (const char* name : {kWarmCopy, kColdCopy}) limits_.push_back({.name = name});
  for (const auto& methods : {pingpong_methods(), pingpong_limits()}) {
    for (const std::string& method : methods) pingpongs_.push_back({.name = method});
  }
  for (const MeasuredTrial& trial : trials_) roll_of(size_of(trial));
}

const PictureRoll& Suite::roll_of(const FrameSize& size) {
  const std::size_t row_bytes = std::size_t{size.width} * 3;
  return rolls_.try_emplace({size.width, size.height}, row_bytes, size.height).first->second;
}

MeasuredSamples& Suite::limit_of(std::string_view name) {
  return *std::ranges::find(limits_, name, &MeasuredSamples::name);
}

Step Suite::copy_step(Turn turn) {
  return {.name = "copies", .seconds = 0.3, .run = [this, turn] {
            constexpr std::size_t kCopies = 200;  // each time
            const PictureRoll& roll = roll_of(kUsualSize);
            add_round(
                {&limit_of(kWarmCopy)},
                [&] { return Samples{warm_copies_us(roll.frame_bytes(), kCopies)}; }, turn);
            add_round(
                {&limit_of(kColdCopy)}, [&] { return Samples{cold_copies_us(roll, kCopies)}; },
                turn);
          }};
}

Step Suite::lap_step(MeasuredTrial& trial, Turn turn, unsigned lap) {
  // A quick run keeps to its time, and without a rate a lap is too short to tell what was stolen.
  const bool repeats = !size_.quick && trial.plan.fps > 0;
  return step_of(trial, roll_of(size_of(trial)), part_of(turn, lap, trial.laps),
                 repeats ? Repeat::if_disturbed : Repeat::never);
}

/// As fast as possible, with copies before and after each, against whose rate theirs is held.
void Suite::add_fastest_steps(std::vector<Step>& steps, std::span<MeasuredTrial* const> trials,
                              Turn turn) {
  const auto copies_a_turn = static_cast<unsigned>(size_.laps() * trials.size() + 1);
  auto add_copies = [&, number = 0U]() mutable {
    steps.push_back(copy_step(part_of(turn, number++, copies_a_turn)));
  };
  add_copies();
  for (unsigned lap = 0; lap < size_.laps(); ++lap) {
    for (MeasuredTrial* trial : trials) {
      steps.push_back(lap_step(*trial, turn, lap));
      add_copies();
    }
  }
}

void Suite::add_pingpong_steps(std::vector<Step>& steps, Turn turn) {
  constexpr double kSecondsPerCycle = 20e-6;
  const std::size_t matches = size_.matches();
  const std::size_t cycles = size_.cycles() / turn.of;
  const auto play = [matches, cycles](const std::string& method) {
    std::vector<double> op_us;
    for (std::size_t match = 0; match < matches; ++match) {
      const auto played = run_pingpong(method, cycles / matches, kPingPongBytes);
      if (!played) throw std::runtime_error(played.error().message);
      std::ranges::copy(played->op_us, std::back_inserter(op_us));
    }
    return Samples{std::move(op_us)};
  };
  for (MeasuredSamples& result : pingpongs_) {
    steps.push_back({.name = "ping-pong, " + result.name,
                     .seconds = static_cast<double>(cycles) * kSecondsPerCycle,
                     .run = [&result, play, turn] {
                       add_round(
                           {&result}, [&] { return play(result.name); }, turn);
                     }});
  }
}

/// In each lap those that take it, side by side.
void Suite::add_paced_steps(std::vector<Step>& steps, std::span<MeasuredTrial* const> trials,
                            Turn turn) {
  for (unsigned lap = 0; lap < size_.laps(); ++lap) {
    for (MeasuredTrial* trial : trials) {
      if (lap < trial->laps) steps.push_back(lap_step(*trial, turn, lap));
    }
  }
}

/// By its length: each way at the usual size with one reader, and what targets hold against that.
/// In a quick run all do.
bool Suite::takes_turns(const MeasuredTrial& trial) const {
  return trial.plan.frames >= size_.frames();
}

/// What targets compare most closely: limits, ping-pong, and the long trials. What they compare
/// stands side by side, since the speed of memory drifts.
std::vector<Step> Suite::turn_steps(Turn turn) {
  std::vector<MeasuredTrial*> trials;
  for (MeasuredTrial& trial : trials_) {
    if (takes_turns(trial)) trials.push_back(&trial);
  }
  std::ranges::stable_sort(trials, {}, order_of);
  const auto paced = std::ranges::find_if(trials, [](auto* trial) { return trial->plan.fps > 0; });

  std::vector<Step> steps;
  add_fastest_steps(steps, {trials.begin(), paced}, turn);
  add_pingpong_steps(steps, turn);
  add_paced_steps(steps, {paced, trials.end()}, turn);
  // A B C, then C B A: who comes after whom may matter.
  if (turn.number % 2 == 1) std::ranges::reverse(steps);
  return steps;
}

std::vector<Step> Suite::other_steps() {
  std::vector<Step> steps;
  for (MeasuredClients& clients : clients_) steps.push_back(step_of(clients));
  steps.push_back(step_of(drawing_, roll_of({drawing_.plan.width, drawing_.plan.height})));
  for (MeasuredTrial& trial : trials_) {
    if (!takes_turns(trial)) steps.push_back(step_of(trial, roll_of(size_of(trial))));
  }
  return steps;
}

std::vector<Step> Suite::steps() {
  std::vector<Step> steps;
  std::vector<Step> others = other_steps();
  const unsigned turns = size_.turns();
  for (unsigned turn = 0; turn < turns; ++turn) {
    std::ranges::move(turn_steps({.number = turn, .of = turns}), std::back_inserter(steps));
    // The others stand between the turns, which they move apart.
    const auto from = others.size() * turn / turns;
    const auto to = others.size() * (turn + 1) / turns;
    for (auto i = from; i < to; ++i) steps.push_back(std::move(others[i]));
  }
  return steps;
}

}  // namespace framering::bench
