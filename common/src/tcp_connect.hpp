#pragma once
// A TCP connection to a stream's server.

#include <cstdint>
#include <string>

#include "framering/clock.hpp"
#include "framering/result.hpp"
#include "unique_fd.hpp"

namespace framering {

struct HostPort {
  std::string host;  ///< a name or a numeric address
  std::uint16_t port = 0;

  /// "HOST:PORT", or "[HOST]:PORT" where the host has colons.
  std::string text() const;
};

/// The host and the port in "HOST:PORT" or "[HOST]:PORT". Errors: invalid.
Result<HostPort> parse_host_port(const std::string& text);

/// A connected, non-blocking socket, set up for frames: it sends without delay, notices a peer
/// whose machine has gone, and its receive buffer is small, since what waits there grows stale.
/// `interrupt`, unless it is negative, ends the attempt while it is readable.
/// Errors: not_found (nobody listens), timed_out, invalid (no such host), denied, system.
Result<UniqueFd> connect_tcp(const HostPort& server, int interrupt, Deadline deadline);

}  // namespace framering
