#pragma once
// What no way through shared memory can beat: slots, a count that is slept on, and nothing else.

#include "frames/way.hpp"

namespace framering::bench {

/// As many slots as a stream has, which go round as its do. Frames say nothing of themselves, nor
/// who owns them, and whoever reads can write; the count alone tells which of them are whole.
Way bare_handover_way();

}  // namespace framering::bench
