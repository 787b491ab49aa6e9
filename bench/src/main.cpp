// frame_bench: measures what the ways between processes cost.

#include <variant>

#include "bench_app.hpp"
#include "options.hpp"
#include "standard_descriptors.hpp"

int main(int argc, char** argv) {
  using namespace framering::bench;
  framering::reserve_standard_descriptors();
  const auto parsed = parse_options(argc, argv);
  return std::visit([](const auto& options) { return run(options); }, parsed);
}
