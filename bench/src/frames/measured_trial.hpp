#pragma once
// A trial that was run in each round, at once or in turns, and what came out.

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "frames/trial.hpp"
#include "rounds.hpp"
#include "statistics.hpp"

namespace framering::bench {

struct MeasuredTrial {
  Way way;
  TrialPlan plan;
  unsigned laps = 1;                         ///< in each turn of a round
  std::vector<TrialOutcome> rounds = {};     ///< those before the first that failed
  std::string failure = {};                  ///< of that one; it is not tried again
  std::uint64_t corrupt_before_failure = 0;  ///< frames, in that one

  /// Adds a turn of a round, or all of it. If a turn fails, its round is dropped.
  void add(TrialOutcome outcome, Turn turn);

  /// Frames that had wrong bytes, in all rounds, that which failed included.
  std::uint64_t corrupt() const;
  /// Of watched, repeats or disturbed, in all rounds before the first that failed.
  unsigned total(unsigned TrialOutcome::*count) const;
  /// In the round in which most were missed.
  std::uint64_t missed() const;
  OverRounds consumed_us(double percent) const;
  OverRounds access_us(double percent) const;
  OverRounds publish_us(double percent) const;
  OverRounds cpu_s_per_1000() const;
  OverRounds published_fps() const;
  OverRounds received_fps() const;
};

std::string_view name_of(Reading reading) noexcept;
std::string_view name_of(WayKind kind) noexcept;

enum class Repeat { never, if_disturbed };  ///< see least_disturbed.hpp

/// Adds a round, or a turn of one; `roll` outlives the step, the trial too.
Step step_of(MeasuredTrial& trial, const PictureRoll& roll, Turn turn = {},
             Repeat repeat = Repeat::never);

/// The first trial with wrong bytes, of a way that may not tear frames, as a line; empty: none.
std::string corruption_in(std::span<const MeasuredTrial> trials);
/// The first trial that failed, as a line; empty: none did. `whose` says which ways are looked at.
std::string failure_in(std::span<const MeasuredTrial> trials,
                       const std::function<bool(const Way&)>& whose);

nlohmann::json as_json(const MeasuredTrial& trial);

/// {"trials": [...], "skipped": [...]}: these, and the peers that cannot be measured here.
nlohmann::json trials_as_json(std::span<const MeasuredTrial> trials);
/// The same as a table.
std::string trials_as_text(std::span<const MeasuredTrial> trials);

}  // namespace framering::bench
