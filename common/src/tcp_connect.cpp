#include "tcp_connect.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "error.hpp"
#include "resolve_host.hpp"
#include "wait_ready.hpp"

namespace framering {
namespace {

// A fast local server fills it some ten times for a large frame. Larger ones gain little there, and
// hold whole small frames that are stale when they are read.
constexpr int kReceiveBufferBytes = 256 * 1024;

// A peer whose machine has gone is noticed within kIdleSeconds + kProbes * kProbeSeconds.
constexpr int kIdleSeconds = 4;
constexpr int kProbeSeconds = 2;
constexpr int kProbes = 3;

void set(int socket, int level, int option, int value) {
  // What the system does not allow is done without.
  ::setsockopt(socket, level, option, &value, sizeof value);
}

void set_up(int socket) {
  set(socket, SOL_SOCKET, SO_RCVBUF, kReceiveBufferBytes);  // before the handshake fixes its scale
  set(socket, IPPROTO_TCP, TCP_NODELAY, 1);
  set(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
  set(socket, IPPROTO_TCP, TCP_KEEPIDLE, kIdleSeconds);
  set(socket, IPPROTO_TCP, TCP_KEEPINTVL, kProbeSeconds);
  set(socket, IPPROTO_TCP, TCP_KEEPCNT, kProbes);
}

/// Whether the socket is connected to itself, as an attempt on a free local port may end.
bool is_own_peer(int socket) {
  sockaddr_storage own{};
  sockaddr_storage peer{};
  socklen_t own_bytes = sizeof own;
  socklen_t peer_bytes = sizeof peer;
  return ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &own_bytes) == 0 &&
         ::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &peer_bytes) == 0 &&
         own_bytes == peer_bytes && std::memcmp(&own, &peer, own_bytes) == 0;
}

Error refused(const HostPort& server, int number) {
  switch (number) {
    case ECONNREFUSED:
    case ECONNRESET:
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENETDOWN:
      return make_error(ErrorCode::not_found,
                        "no server at " + server.text() + " (" + strerrorname_np(number) +
                            "); start frame_producer --tcp ADDRESS:PORT there");
    default:
      return system_error(server.text(), number);
  }
}

/// 0, or why there is no connection.
int connect_to(int socket, const SocketAddress& address, int interrupt, Deadline deadline) {
  if (::connect(socket, address.get(), address.bytes) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  pollfd connecting{socket, POLLOUT, 0};
  if (wait_ready({&connecting, 1}, interrupt, deadline) != Ready::yes) return ETIMEDOUT;
  int failure = 0;
  socklen_t bytes = sizeof failure;
  ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &failure, &bytes);
  return failure;
}

}  // namespace

std::string HostPort::text() const {
  const bool brackets = host.find(':') != std::string::npos;
  return (brackets ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<HostPort> parse_host_port(const std::string& text) {
  const auto invalid = [&] {
    return make_error(ErrorCode::invalid,
                      "address '" + text + "': must be HOST:PORT or [HOST]:PORT");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return invalid();
  HostPort parsed{text.substr(0, colon), 0};
  const char* end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data() + colon + 1, end, parsed.port);
  if (failure != std::errc{} || rest != end || parsed.port == 0) return invalid();
  const bool brackets =
      parsed.host.size() > 2 && parsed.host.front() == '[' && parsed.host.back() == ']';
  if (brackets) parsed.host = parsed.host.substr(1, parsed.host.size() - 2);
  const bool sound = !parsed.host.empty() &&
                     parsed.host.find_first_of("[]/ \t") == std::string::npos &&
                     (brackets || parsed.host.find(':') == std::string::npos);
  return sound ? Result<HostPort>(parsed) : invalid();
}

Result<UniqueFd> connect_tcp(const HostPort& server, int interrupt, Deadline deadline) {
  const auto addresses = resolve_host(server.host, server.port, interrupt, deadline);
  if (!addresses) return addresses.error();
  int failure = ECONNREFUSED;
  for (const SocketAddress& address : *addresses) {
    UniqueFd socket(
        ::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP));
    if (!socket) {
      failure = errno;
      continue;
    }
    set_up(socket.get());
    failure = connect_to(socket.get(), address, interrupt, deadline);
    if (failure == 0 && is_own_peer(socket.get())) failure = ECONNREFUSED;
    if (failure == 0) return socket;
  }
  return refused(server, failure);
}

}  // namespace framering
