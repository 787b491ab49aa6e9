#pragma once
// Ours, by shared memory, and served over a pipe or TCP.

#include "framering/transport.hpp"
#include "frames/way.hpp"

namespace framering::bench {

/// "framering shm", "framering pipe", "framering tcp"; "framering shm, waking thread" if the readers
/// of the ring are woken by a thread of its own.
Way framering_way(Transport transport, bool waking_thread = false);

}  // namespace framering::bench
