#pragma once
// The distance of two clocks as people read it.

#include <string>

#include "framering/clock_offset.hpp"

namespace framering::viewer {

/// "+1000.000012 s ± 35 µs": to as many digits as its uncertainty lets it have.
std::string offset_text(const ClockOffset& offset);

}  // namespace framering::viewer
