#pragma once
// What the two sides of a match do.

#include <functional>
#include <string>

#include "pingpong/link.hpp"
#include "pingpong/match.hpp"
#include "pingpong/score.hpp"

namespace framering::bench {

/// Cycles before those that count.
inline constexpr std::size_t kWarmUp = 20;

/// A side's whole life in its process. Returns an exit status, after it has complained if that is
/// not 0. `alone`: on a processor that the other side does not use, if there are two.
int play_side(Role role, Link& link, const LinkSetup& setup, const Score& score, bool alone);

/// Both sides as threads of this process.
int play_both(Link& link, const LinkSetup& setup, const Score& score);

}  // namespace framering::bench
