#include "frames/undisturbed.hpp"

#include <unistd.h>

#include <fstream>
#include <string>

#include "framering/clock.hpp"

namespace framering::bench {
namespace {

constexpr double kMostStolen = 0.015;
constexpr unsigned kMostRepeats = 2;

bool is_well(const TrialOutcome& outcome) {
  return outcome.failure.empty() && outcome.missed == 0 && outcome.corrupt == 0;
}

}  // namespace

std::int64_t stolen_ns() {
  std::ifstream stat("/proc/stat");
  std::string cpu;
  std::int64_t user, nice, system, idle, iowait, irq, softirq, steal;
  if (!(stat >> cpu >> user >> nice >> system >> idle >> iowait >> irq >> softirq >> steal))
    return 0;
  return steal * 1'000'000'000 / ::sysconf(_SC_CLK_TCK);
}

TrialOutcome run_undisturbed(const Way& way, const TrialPlan& plan, const PictureRoll& roll,
                             const std::function<std::int64_t()>& stolen) {
  const auto processors = static_cast<double>(::sysconf(_SC_NPROCESSORS_ONLN));
  for (unsigned repeats = 0;; ++repeats) {
    const std::int64_t stolen_before = stolen();
    const std::int64_t begin_ns = now_ns();
    TrialOutcome outcome = run_trial(way, plan, roll);
    const double time_ns = processors * static_cast<double>(now_ns() - begin_ns);
    const bool disturbed = static_cast<double>(stolen() - stolen_before) > kMostStolen * time_ns;
    outcome.repeats = repeats;
    if (!disturbed || repeats == kMostRepeats || !is_well(outcome)) return outcome;
  }
}

}  // namespace framering::bench
