// frame_bench: measures what the ways between processes cost.

#include <cstdio>
#include <variant>

#include "bench_app.hpp"
#include "options.hpp"
#include "standard_descriptors.hpp"

int main(int argc, char** argv) {
  using namespace framering::bench;
  framering::reserve_standard_descriptors();
  const auto parsed = parse_options(argc, argv);
  if (const auto* early = std::get_if<EarlyExit>(&parsed)) {
    std::fputs(early->text.c_str(), early->code == 0 ? stdout : stderr);
    return early->code;
  }
  return run(std::get<ClientsOptions>(parsed));
}
