#pragma once
// Links over which the sides speak through the library's channels, with no protocol on top.

#include <memory>

#include "pingpong/link.hpp"

namespace framering::bench {

std::unique_ptr<Link> open_pipe_link(const LinkSetup& setup);
/// The answering process has the pipes as its stdin and stdout, descriptors 0 and 1.
std::unique_ptr<Link> open_stdio_link(const LinkSetup& setup);
std::unique_ptr<Link> open_unix_link(const LinkSetup& setup);
/// Without delay.
std::unique_ptr<Link> open_tcp_link(const LinkSetup& setup);
/// With Nagle's algorithm, as TCP is without being told otherwise.
std::unique_ptr<Link> open_tcp_delay_link(const LinkSetup& setup);
/// Between two threads.
std::unique_ptr<Link> open_inproc_link(const LinkSetup& setup);

}  // namespace framering::bench
