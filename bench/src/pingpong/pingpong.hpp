#pragma once
// Ping-pong between two processes: what a message there and back costs, over each way and over
// what no way can beat.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "framering/result.hpp"

namespace framering::bench {

/// What became of one method.
struct PingPongResult {
  std::string method;
  std::size_t bytes = 0;           ///< of a message
  std::vector<double> op_us = {};  ///< of each cycle: there and back
  std::string skipped = {};        ///< why it was not measured; empty: it was
  std::string failure = {};        ///< why it has no figures although it should; empty: it has
};

/// "shm", "pipe" and so on, in the order of tables.
std::vector<std::string> pingpong_methods();
/// "limit: spinning word" and so on: bare means with nothing of ours, to compare with.
std::vector<std::string> pingpong_limits();

/// Bytes of a message: the fewest, and the most where a method does not carry less.
inline constexpr std::size_t kFewestPingPongBytes = 4;
inline constexpr std::size_t kMostPingPongBytes = std::size_t{64} << 20;

/// Why this method or limit cannot carry so many bytes; empty: it can.
std::string why_not_pingpong(std::string_view method, std::size_t bytes);

/// Plays `cycles` cycles that count, after a few that do not, and checks every reply; skips what
/// why_not_pingpong(). The calling process has one thread. Leaves nothing behind. Errors: invalid
/// (no such method), system (what went wrong, a wrong reply too).
Result<PingPongResult> run_pingpong(const std::string& method, std::size_t cycles,
                                    std::size_t bytes);

}  // namespace framering::bench
