#pragma once
// The ways to play ping-pong.

#include <string_view>
#include <vector>

#include "pingpong/link.hpp"

namespace framering::bench {

/// What is measured, in the order of tables; then the limits that it is compared with.
const std::vector<PingPongMethod>& methods();
const std::vector<PingPongMethod>& limits();

/// Nothing if none of either kind has this name.
const PingPongMethod* find_method(std::string_view name);

}  // namespace framering::bench
