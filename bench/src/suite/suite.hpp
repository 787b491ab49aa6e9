#pragma once
// Everything that `frame_bench all` measures, and what it found.

#include <deque>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "frames/measured_trial.hpp"
#include "pingpong/pingpong.hpp"
#include "rounds.hpp"
#include "suite/target.hpp"

namespace framering::bench {

/// A limit, or a ping-pong, with the samples of each round in microseconds.
struct MeasuredSamples {
  std::string name;
  std::vector<std::vector<double>> rounds = {};
  std::string failure = {};

  /// That percentile of each round.
  std::vector<double> each_round(double percent) const;
};

struct SuiteSize {
  bool quick = false;  ///< a glance of less than a minute: fewer trials, shorter ones
  std::uint64_t frames() const noexcept { return quick ? 60 : 300; }
  std::size_t cycles() const noexcept { return quick ? 500 : 5000; }
};

/// The measurements belong to steps(), which add to them; so it stays where it is.
class Suite {
 public:
  /// Draws the pictures. Throws std::runtime_error.
  explicit Suite(SuiteSize size);
  Suite(const Suite&) = delete;
  Suite& operator=(const Suite&) = delete;

  std::vector<Step> steps();

  const std::vector<MeasuredTrial>& trials() const noexcept { return trials_; }
  const std::deque<MeasuredSamples>& limits() const noexcept { return limits_; }
  const std::deque<MeasuredSamples>& pingpongs() const noexcept { return pingpongs_; }
  std::vector<Target> targets() const;

 private:
  void add_trial(const Way& way, TrialPlan plan);
  void add_trials();
  const PictureRoll& roll_of(const TrialPlan& plan);
  Step limit_step(const std::string& name, double seconds,
                  std::function<std::vector<double>()> measure);

  const SuiteSize size_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, PictureRoll> rolls_;  // by width and height
  std::vector<MeasuredTrial> trials_;  // all there from the beginning
  std::deque<MeasuredSamples> limits_;
  std::deque<MeasuredSamples> pingpongs_;
};

/// Names of limits.
inline constexpr const char* kWarmCopy = "copy, in cache, 1280x720";
inline constexpr const char* kColdCopy = "copy, cold, 1280x720";
inline constexpr const char* kWake = "futex wake after a cold copy, 60 a second";

nlohmann::json as_json(const Suite& suite);
std::string as_text(const Suite& suite);

}  // namespace framering::bench
