#pragma once
// What `frame_bench all` is asked to do.

#include <string>

namespace framering::bench {

struct AllOptions {
  bool quick = false;
  unsigned rounds = 3;    ///< 1 if quick
  std::string json = {};  ///< a file, or "-" for stdout; empty: none
};

}  // namespace framering::bench
