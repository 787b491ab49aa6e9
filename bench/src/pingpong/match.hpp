#pragma once
// A match of ping-pong: two processes, a link, and a referee.

#include <chrono>
#include <cstddef>
#include <vector>

#include "framering/result.hpp"
#include "pingpong/link.hpp"

namespace framering::bench {

struct MatchPlan {
  std::size_t cycles = 1000;                 ///< that count; a few before them do not
  std::size_t bytes = kFewestPingPongBytes;  ///< at most what the method carries
  std::chrono::milliseconds patience{
      10'000};  ///< with a message; where no wait has a deadline, twice that
};

/// The microseconds of each cycle, there and back, of which every reply was right. The calling
/// process has one thread. Leaves nothing behind, whatever becomes of its processes. Errors:
/// system (what went wrong, among it a wrong reply).
Result<std::vector<double>> play(const PingPongMethod& method, const MatchPlan& plan);

}  // namespace framering::bench
