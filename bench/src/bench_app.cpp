// The program behind frame_bench's command line.

#include "bench_app.hpp"

#include <cstdio>

namespace framering::bench {

int run(const EarlyExit& early) {
  std::fputs(early.text.c_str(), early.code == 0 ? stdout : stderr);
  return early.code;
}

}  // namespace framering::bench
