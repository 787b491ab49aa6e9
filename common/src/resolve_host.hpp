#pragma once
// The socket addresses behind a host's name.

#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

#include "framering/clock.hpp"
#include "framering/result.hpp"

namespace framering {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t bytes = 0;

  const sockaddr* get() const noexcept { return reinterpret_cast<const sockaddr*>(&storage); }
  int family() const noexcept { return storage.ss_family; }
};

/// The addresses of `host`, which may be numeric, in the order in which to try them. A name server
/// that does not answer is waited for no longer than until the deadline, or until `interrupt`
/// becomes readable (negative: none).
/// Errors: invalid (no such host), timed_out, system.
Result<std::vector<SocketAddress>> resolve_host(const std::string& host, std::uint16_t port,
                                                int interrupt, Deadline deadline);

}  // namespace framering
