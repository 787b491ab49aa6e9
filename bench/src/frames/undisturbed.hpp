#pragma once
// Runs of a trial while nobody takes the processors away.

#include <cstdint>
#include <functional>

#include "frames/trial.hpp"

namespace framering::bench {

/// Processor time that the hypervisor gave to others since this machine was started, of all
/// processors together; 0 where the kernel does not say. /proc/stat counts it in hundredths of a
/// second.
std::int64_t stolen_ns();

/// run_trial(), and up to twice again if more than a hundredth and a half of the processors' time
/// was stolen meanwhile: what is slow then says nothing of the way. The outcome is the last one's,
/// whatever was stolen. One that failed, or that has missed or corrupt frames, is not thrown away.
TrialOutcome run_undisturbed(const Way& way, const TrialPlan& plan, const PictureRoll& roll,
                             const std::function<std::int64_t()>& stolen = stolen_ns);

}  // namespace framering::bench
