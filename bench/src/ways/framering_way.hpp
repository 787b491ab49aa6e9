#pragma once
// Ours, by shared memory, and served over a pipe or TCP.

#include "framering/transport.hpp"
#include "frames/way.hpp"

namespace framering::bench {

/// "framering shm", "framering pipe", "framering tcp"; of the ring also "framering shm, waking
/// thread" and "framering shm, spinning".
Way framering_way(Transport transport, Waking waking = Waking::publisher);

}  // namespace framering::bench
