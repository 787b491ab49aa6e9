#pragma once
// Links whose sides are descriptors, made for both before there are two processes.

#include <array>
#include <functional>
#include <memory>

#include "pingpong/link.hpp"
#include "unique_fd.hpp"

namespace framering::bench {

/// What one side holds. A socket is its `in` and has no `out`.
struct Descriptors {
  UniqueFd in;
  UniqueFd out;
};

/// Those of both roles.
using DescriptorPairs = std::array<Descriptors, 2>;

using MakeSide = std::function<std::unique_ptr<Side>(Descriptors mine, Role role)>;

/// Each process closes what belongs to the other side, so that an end shows as one.
std::unique_ptr<Link> make_descriptor_link(DescriptorPairs pairs, MakeSide make_side);

/// Two pipes, one each way; `flags` as for pipe2(). Throws std::runtime_error, as all of these.
DescriptorPairs make_pipes(int flags);
/// The same through FIFOs, whose names in `directory` are gone again.
DescriptorPairs make_fifos(const std::string& directory, int flags);
/// The two ends of socketpair().
DescriptorPairs make_socketpair(int flags);
/// A connection through a Unix socket, whose name in `directory` is gone again.
DescriptorPairs make_unix_connection(const std::string& directory, int flags);
/// A connection through 127.0.0.1; `no_delay`: as TCP_NODELAY.
DescriptorPairs make_tcp_connection(bool no_delay, int flags);
/// Two datagram sockets of 127.0.0.1 that hear nobody but each other.
DescriptorPairs make_udp_pair(int flags);

}  // namespace framering::bench
