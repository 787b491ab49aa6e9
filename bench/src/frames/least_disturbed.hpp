#pragma once
// The better of two runs of a trial, by what its hypervisor did meanwhile and nothing else.

#include <functional>

#include "frames/trial.hpp"

namespace framering::bench {

/// Runs a trial, and once more if the hypervisor took more than 25 ms of processor time a second
/// while frames were sent: what is slow then says nothing of the way. The outcome is that of the
/// run from which less was taken, with the missed and corrupt frames of both; or of the one that
/// failed.
TrialOutcome least_disturbed(const std::function<TrialOutcome()>& run);

}  // namespace framering::bench
