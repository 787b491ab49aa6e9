#pragma once
// Whole frames through what the system has, with no protocol on top: what one would write in an
// hour. A reader is sent every frame, and the publisher waits for the slowest.

#include "frames/way.hpp"

namespace framering::bench {

Way bare_pipe_way();  ///< a FIFO for each reader, of 1 MiB where the system allows
Way bare_unix_way();  ///< a Unix stream socket for each reader
Way bare_tcp_way();   ///< a TCP connection for each reader over loopback, without delay

}  // namespace framering::bench
