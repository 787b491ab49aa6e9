#pragma once
// Links with nothing of a library: the limits that the others are compared with.

#include <memory>

#include "pingpong/link.hpp"

namespace framering::bench {

/// A word of shared memory each way, on a cache line of its own; both sides spin. 4 bytes.
std::unique_ptr<Link> open_bare_word_link(const LinkSetup& setup);
/// The words again; both sides sleep, and wake each other by futex. 4 bytes.
std::unique_ptr<Link> open_bare_futex_link(const LinkSetup& setup);
/// A seqlock each way around a word, a frame's descriptor and its stamp, which the other side maps
/// for reading alone: what no stream of frames can do without. Both sides spin. 4 bytes.
std::unique_ptr<Link> open_bare_spinning_slot_link(const LinkSetup& setup);
/// The same slots; both sides sleep, with a deadline, as a reader must to notice its producer's
/// death. 4 bytes.
std::unique_ptr<Link> open_bare_sleeping_slot_link(const LinkSetup& setup);
/// read() and write() on two pipes.
std::unique_ptr<Link> open_bare_pipe_link(const LinkSetup& setup);
/// read() and write() on a pair of Unix stream sockets.
std::unique_ptr<Link> open_bare_socketpair_link(const LinkSetup& setup);

}  // namespace framering::bench
