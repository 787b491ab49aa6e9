// frame_bench: measures what the ways between processes cost.

#include <csignal>
#include <variant>

#include "bench_app.hpp"
#include "options.hpp"
#include "standard_descriptors.hpp"
#include "stop_signals.hpp"

int main(int argc, char** argv) {
  using namespace framering::bench;
  framering::reserve_standard_descriptors();
  std::signal(SIGCHLD, SIG_DFL);  // ignored, as a caller may leave it, no child can be waited for
  end_at_stop_signals();
  const auto parsed = parse_options(argc, argv);
  return std::visit([](const auto& options) { return run(options); }, parsed);
}
