// The program behind `frame_bench all`.

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <cstdlib>
#include <ctime>
#include <exception>
#include <nlohmann/json.hpp>

#include "bench_app.hpp"
#include "commit.hpp"
#include "output.hpp"
#include "suite/machine.hpp"
#include "suite/suite.hpp"

namespace framering::bench {
namespace {

std::string json_text(const AllOptions& options, const Suite& suite, std::time_t started) {
  nlohmann::json report = as_json(suite);
  report["bench"] = "all";
  report["schema"] = 1;
  report["framering"] = FRAMERING_VERSION;
  report["commit"] = kCommit;
  report["quick"] = options.quick;
  report["rounds"] = options.rounds;
  report["started"] = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(started));
  report["machine"] = machine_as_json();
  return json_lines(report);
}

/// A peer that fails is one of the figures; wrong bytes are a failure, whoever sent them.
int exit_code_of(const Suite& suite) {
  std::string problem = corruption_in(suite.trials());
  if (problem.empty()) {
    problem = failure_in(suite.trials(), [](const Way& way) { return way.kind != WayKind::peer; });
  }
  for (const auto* all : {&suite.limits(), &suite.pingpongs()}) {
    for (const MeasuredSamples& one : *all) {
      if (problem.empty() && !one.failure.empty()) problem = one.name + ": " + one.failure;
    }
  }
  for (const MeasuredClients& clients : suite.clients()) {
    const MeasuredSamples& one = clients.request;
    if (problem.empty() && !one.failure.empty())
      problem = "clients, " + one.name + ": " + one.failure;
  }
  const std::string& drawing = suite.drawing().failure;
  if (problem.empty() && !drawing.empty()) problem = "viewer: " + drawing;
  return problem.empty() ? EXIT_SUCCESS : fail(problem);
}

}  // namespace

int run(const AllOptions& options) {
  try {
    const std::time_t started = std::time(nullptr);
    if (const Status room = check_writable(options.json); !room) return fail(room.error().message);
    Suite suite({.quick = options.quick});
    run_rounds(suite.steps(), options.rounds);
    const Status written =
        write_figures(options.json, json_text(options, suite, started), as_text(suite));
    return written ? exit_code_of(suite) : fail(written.error().message);
  } catch (const std::exception& failure) {
    return fail(failure.what());
  }
}

}  // namespace framering::bench
