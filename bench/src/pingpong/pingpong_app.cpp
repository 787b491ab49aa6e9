// The program behind `frame_bench pingpong`.

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>

#include "bench_app.hpp"
#include "output.hpp"
#include "pingpong/pingpong_report.hpp"
#include "stop_signals.hpp"

namespace framering::bench {
namespace {

/// Throws if the bench is told to stop, which to run_pingpong() is a failure like any other.
PingPongResult measure(const std::string& method, std::size_t cycles, std::size_t bytes) {
  auto result = run_pingpong(method, cycles, bytes);
  throw_if_stopped();
  if (result) return *std::move(result);
  return {.method = method, .bytes = bytes, .failure = result.error().message};
}

std::vector<PingPongResult> measure_all(const PingPongOptions& options) {
  const StopSignals stop_signals;
  if (!options.method.empty()) return {measure(options.method, options.cycles, options.bytes)};
  std::vector<PingPongResult> results;
  for (const std::string& method : pingpong_methods()) {
    results.push_back(measure(method, options.cycles, options.bytes));
  }
  for (const std::string& limit : pingpong_limits()) {
    results.push_back(measure(limit, options.cycles, kFewestPingPongBytes));
  }
  return results;
}

Status report(const PingPongOptions& options, const std::vector<PingPongResult>& results) {
  std::string table;
  if (options.method.empty()) {
    table = pingpong_as_table(results, options.cycles);
  } else if (results.front().failure.empty()) {
    table = pingpong_as_text(results.front());
  }
  return write_figures(options.json, json_lines(pingpong_as_json(results, options.cycles)), table);
}

}  // namespace

int run(const PingPongOptions& options) {
  if (const Status room = check_writable(options.json); !room) return fail(room.error().message);
  try {
    const auto results = measure_all(options);
    if (const Status written = report(options, results); !written) {
      return fail(written.error().message);
    }
    const auto failed = [](const PingPongResult& result) { return !result.failure.empty(); };
    const auto first = std::ranges::find_if(results, failed);
    return first == results.end() ? EXIT_SUCCESS : fail(first->failure);
  } catch (const std::exception& failure) {
    return fail(failure.what());
  }
}

}  // namespace framering::bench
