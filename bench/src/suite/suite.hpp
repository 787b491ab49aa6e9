#pragma once
// Everything that `frame_bench all` measures, and what it found.

#include <functional>
#include <initializer_list>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "drawing/measured_drawing.hpp"
#include "frames/measured_trial.hpp"
#include "pingpong/pingpong.hpp"
#include "rounds.hpp"
#include "suite/target.hpp"

namespace framering::bench {

/// A limit, or a ping-pong, with the samples of each round before the first that failed, in
/// microseconds.
struct MeasuredSamples {
  std::string name;
  std::vector<std::vector<double>> rounds = {};
  std::string failure = {};  ///< of the first round that failed; it is not tried again

  /// That percentile of each round.
  std::vector<double> each_round(double percent) const;
};

/// Adds what `measure` gives, which are as many samples as are `measured` together. If it throws,
/// the reason is kept with each of them; none of what has failed is measured again.
void add_round(std::initializer_list<MeasuredSamples*> measured,
               const std::function<std::vector<std::vector<double>>()>& measure);

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
  const std::vector<MeasuredSamples>& limits() const noexcept { return limits_; }
  const std::vector<MeasuredSamples>& pingpongs() const noexcept { return pingpongs_; }
  const MeasuredDrawing& drawing() const noexcept { return drawing_; }
  std::vector<Target> targets() const;

 private:
  void add_trial(const Way& way, TrialPlan plan);
  void add_trials();
  const PictureRoll& roll_of(const TrialPlan& plan);
  MeasuredSamples& limit_of(const char* name);
  void measure_copies();
  void add_limit_steps(std::vector<Step>& steps);
  void add_pingpong_steps(std::vector<Step>& steps);
  void measure_handovers();

  const SuiteSize size_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, PictureRoll> rolls_;  // by width and height
  std::vector<MeasuredTrial> trials_;  // all there from the beginning
  std::vector<MeasuredSamples> limits_;
  std::vector<MeasuredSamples> pingpongs_;
  MeasuredDrawing drawing_;
};

/// Names of limits.
inline constexpr const char* kWarmCopy = "copy, in cache";
inline constexpr const char* kColdCopy = "copy, cold";
inline constexpr const char* kContendedCopy = "copy, cold, while another process reads frames";
inline constexpr const char* kCopyIn = "handover 60 a second: copy in";
inline constexpr const char* kWake = "handover 60 a second: futex wake";
inline constexpr const char* kCopyOut = "handover 60 a second: copy out";
inline constexpr const char* kHandover = "handover 60 a second: all of it";
inline constexpr const char* kLargeWake = "handover 60 a second of 3840x2160: futex wake";

nlohmann::json as_json(const Suite& suite);
std::string as_text(const Suite& suite);

}  // namespace framering::bench
