#pragma once
// Ours, by shared memory, and served over a pipe or TCP.

#include "framering/transport.hpp"
#include "frames/way.hpp"

namespace framering::bench {

/// "framering shm", "framering pipe", "framering tcp".
Way framering_way(Transport transport);

}  // namespace framering::bench
