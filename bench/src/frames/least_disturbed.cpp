#include "frames/least_disturbed.hpp"

#include <utility>

namespace framering::bench {
namespace {

constexpr double kMostStolen = 0.025;  // seconds a second, of all processors together

bool is_disturbed(const TrialOutcome& outcome) { return outcome.stolen_share > kMostStolen; }

}  // namespace

TrialOutcome least_disturbed(const std::function<TrialOutcome()>& run) {
  TrialOutcome outcome = run();
  outcome.watched = 1;
  if (!outcome.failure.empty() || !is_disturbed(outcome)) return outcome;
  TrialOutcome other = run();
  other.watched = 1;
  if (!other.failure.empty() || other.stolen_share < outcome.stolen_share) {
    std::swap(outcome, other);
  }
  outcome.missed += other.missed;
  outcome.corrupt += other.corrupt;
  outcome.repeats = 1;
  outcome.disturbed = is_disturbed(outcome) ? 1 : 0;
  return outcome;
}

}  // namespace framering::bench
