#pragma once
// The peers, one source file each. Each throws std::runtime_error, with the reason as a line, if
// it cannot be measured on this machine.

#include "frames/way.hpp"

namespace framering::bench {

/// Shared memory, frames written and read in place, a daemon that hands the memory out.
Way iceoryx_way();
/// PUB/SUB over a Unix-domain socket.
Way zeromq_way();
/// shmsink and shmsrc: shared memory, with a Unix-domain socket that says which part is a frame.
Way gstreamer_way();
/// DDS, by shared memory: its own use of iceoryx.
Way cyclone_way();
/// A bare file that is mapped, written and polled by two scripts.
Way python_way();

}  // namespace framering::bench
