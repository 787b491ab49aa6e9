#pragma once
// What `frame_bench pingpong` is asked to do.

#include <cstddef>
#include <string>

#include "pingpong/pingpong.hpp"

namespace framering::bench {

struct PingPongOptions {
  std::string method = {};  ///< one of pingpong_methods(); empty: all of them, and the limits
  std::size_t cycles = 1000;
  std::size_t bytes = kFewestPingPongBytes;
  std::string json = {};  ///< a file, or "-" for stdout; empty: none
};

}  // namespace framering::bench
