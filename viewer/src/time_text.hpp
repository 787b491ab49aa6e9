#pragma once
// Times as people read them.

#include <cstdint>
#include <string>

namespace framering::viewer {

/// The wall clock's "hh:mm:ss", in local time, at a time on CLOCK_MONOTONIC.
std::string wall_clock_text(std::int64_t monotonic_ns);

}  // namespace framering::viewer
