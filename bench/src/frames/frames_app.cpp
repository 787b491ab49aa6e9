// The program behind `frame_bench frames`.

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>

#include "bench_app.hpp"
#include "frames/frames_app.hpp"
#include "frames/measured_trial.hpp"
#include "output.hpp"

namespace framering::bench {
namespace {

/// Those that are named, else all that can be read as asked, but for readers that spin, which need
/// a processor each.
bool is_wanted(const Way& way, const FramesOptions& options) {
  if (!options.systems.empty()) {
    return std::ranges::find(options.systems, way.name) != options.systems.end();
  }
  return way.waking != Waking::nobody &&
         (way.lends_memory || options.plan.reading == Reading::copy);
}

std::vector<MeasuredTrial> trials_of(const FramesOptions& options, const std::vector<Way>& ways) {
  std::vector<MeasuredTrial> trials;
  for (const std::uint32_t readers : options.readers) {
    for (const Way& way : ways) {
      if (!is_wanted(way, options)) continue;
      MeasuredTrial trial{.way = way, .plan = options.plan};
      trial.plan.readers = readers;
      if (readers > way.most_readers) {
        trial.failure = fmt::format("it has {} readers at most", way.most_readers);
      }
      trials.push_back(std::move(trial));
    }
  }
  return trials;
}

std::string as_json(const FramesOptions& options, const std::vector<MeasuredTrial>& trials) {
  nlohmann::json report = trials_as_json(trials);
  report["bench"] = "frames";
  report["schema"] = 1;
  report["rounds"] = options.rounds;
  return json_lines(report);
}

int exit_code_of(const std::vector<MeasuredTrial>& trials) {
  std::string problem = corruption_in(trials);
  if (problem.empty()) problem = failure_in(trials, [](const Way&) { return true; });
  return problem.empty() ? EXIT_SUCCESS : fail(problem);
}

}  // namespace

int run(const FramesOptions& options) { return run(options, all_ways()); }

int run(const FramesOptions& options, const std::vector<Way>& ways) {
  try {
    if (const Status room = check_writable(options.json); !room) return fail(room.error().message);
    std::vector<MeasuredTrial> trials = trials_of(options, ways);
    const PictureRoll roll(options.plan.width * 3, options.plan.height);
    std::vector<Step> steps;
    for (MeasuredTrial& trial : trials) steps.push_back(step_of(trial, roll));
    run_rounds(steps, options.rounds);
    const Status written =
        write_figures(options.json, as_json(options, trials), trials_as_text(trials));
    return written ? exit_code_of(trials) : fail(written.error().message);
  } catch (const std::exception& failure) {
    return fail(failure.what());
  }
}

}  // namespace framering::bench
