#pragma once
// Everything that `frame_bench all` measures, and what it found.

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/measured_drawing.hpp"
#include "frames/measured_trial.hpp"
#include "pingpong/pingpong.hpp"
#include "rounds.hpp"
#include "suite/measured_clients.hpp"
#include "suite/measured_samples.hpp"
#include "suite/plans.hpp"
#include "suite/target.hpp"

namespace framering::bench {

/// The steps add to the measurements here; so it stays where it is.
class Suite {
 public:
  /// Draws the pictures. Throws std::runtime_error.
  explicit Suite(SuiteSize size);
  Suite(const Suite&) = delete;
  Suite& operator=(const Suite&) = delete;

  /// The same each time: each step adds a round, or a turn of one, to what it measures.
  std::vector<Step> steps();

  const std::vector<MeasuredTrial>& trials() const noexcept { return trials_; }
  const std::vector<MeasuredSamples>& limits() const noexcept { return limits_; }
  const std::vector<MeasuredSamples>& pingpongs() const noexcept { return pingpongs_; }
  const std::vector<MeasuredClients>& clients() const noexcept { return clients_; }
  const MeasuredDrawing& drawing() const noexcept { return drawing_; }
  std::vector<Target> targets() const;

 private:
  const PictureRoll& roll_of(const FrameSize& size);
  MeasuredSamples& limit_of(std::string_view name);
  bool takes_turns(const MeasuredTrial& trial) const;
  Step copy_step(Turn turn);
  Step lap_step(MeasuredTrial& trial, Turn turn, unsigned lap);
  void add_fastest_steps(std::vector<Step>& steps, std::span<MeasuredTrial* const> trials,
                         Turn turn);
  void add_pingpong_steps(std::vector<Step>& steps, Turn turn);
  void add_paced_steps(std::vector<Step>& steps, std::span<MeasuredTrial* const> trials, Turn turn);
  std::vector<Step> turn_steps(Turn turn);
  std::vector<Step> other_steps();

  const SuiteSize size_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, PictureRoll> rolls_;  // by width and height
  // All there from the beginning.
  std::vector<MeasuredTrial> trials_;
  std::vector<MeasuredSamples> limits_;
  std::vector<MeasuredSamples> pingpongs_;
  std::vector<MeasuredClients> clients_;
  MeasuredDrawing drawing_;
};

inline constexpr std::size_t kPingPongBytes = 4;

/// Names of limits.
inline constexpr const char* kWarmCopy = "copy, in cache";
inline constexpr const char* kColdCopy = "copy, cold";

nlohmann::json as_json(const Suite& suite);
std::string as_text(const Suite& suite);

}  // namespace framering::bench
