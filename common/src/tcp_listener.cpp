#include "tcp_listener.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <sstream>
#include <utility>

#include "error.hpp"

namespace framering {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kAcceptPause(100);  // when descriptors have run out

// What the kernel may hold of the frames that were sent to a client: a part of one. Left to itself
// it takes up to 4 MiB, and small frames would grow stale there by the dozen. This is still what
// one Gbit/s carries in two milliseconds, and loopback is as fast with it as with more.
constexpr int kSendBufferBytes = 256 * 1024;

// A peer whose machine has gone says nothing: after so long without a sign of it, it has.
constexpr int kKeepIdleSeconds = 5;
constexpr int kKeepIntervalSeconds = 2;
constexpr int kKeepProbes = 3;
constexpr int kUserTimeoutMilliseconds = 10'000;

Error no_address(const std::string& text) {
  return make_error(ErrorCode::invalid, "TCP address " + text +
                                            ": not numeric ADDRESS:PORT; for example 127.0.0.1:0 "
                                            "or [::1]:4000");
}

Result<tcp::endpoint> parse_endpoint(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return no_address(text);
  std::string host = text.substr(0, colon);
  const bool brackets = host.starts_with('[') && host.ends_with(']');
  if (brackets) host = host.substr(1, host.size() - 2);
  error_code failure;
  const auto address = asio::ip::make_address(host, failure);
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data() + colon + 1, end, port);
  if (failure || address.is_v6() != brackets || parsed.ec != std::errc() || parsed.ptr != end) {
    return no_address(text);
  }
  return tcp::endpoint(address, port);
}

void set_option(int fd, int level, int name, int value) {
  ::setsockopt(fd, level, name, &value, sizeof value);
}

Error cannot_listen(const std::string& address, int number) {
  const std::string thing = "TCP address " + address;
  if (number == EADDRNOTAVAIL) {
    return make_error(ErrorCode::invalid, thing + ": is none of this machine; try 127.0.0.1:0");
  }
  const char* way_out = number == EADDRINUSE ? "choose another port, or 0"
                        : number == EACCES   ? "ports below 1024 need root"
                                             : "";
  return system_error(thing, number, way_out);
}

Result<UniqueFd> listen_at(const tcp::endpoint& endpoint, const std::string& address) {
  UniqueFd fd(
      ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return cannot_listen(address, errno);
  // Connections of a producer before us, which the kernel is still winding up, hold the port.
  set_option(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (::bind(fd.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0 ||
      ::listen(fd.get(), SOMAXCONN) != 0) {
    return cannot_listen(address, errno);
  }
  return fd;
}

tcp::endpoint local_endpoint(int fd) {
  tcp::endpoint endpoint;
  auto size = static_cast<socklen_t>(endpoint.capacity());
  if (::getsockname(fd, endpoint.data(), &size) == 0) endpoint.resize(size);
  return endpoint;
}

void prepare_client(int fd, bool delay) {
  set_option(fd, IPPROTO_TCP, TCP_NODELAY, delay ? 0 : 1);
  set_option(fd, SOL_SOCKET, SO_SNDBUF, kSendBufferBytes);
  set_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, kKeepIdleSeconds);
  set_option(fd, IPPROTO_TCP, TCP_KEEPINTVL, kKeepIntervalSeconds);
  set_option(fd, IPPROTO_TCP, TCP_KEEPCNT, kKeepProbes);
  set_option(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, kUserTimeoutMilliseconds);
}

}  // namespace

std::string text_of(const tcp::endpoint& endpoint) {
  std::ostringstream text;
  text << endpoint;
  return text.str();
}

Result<std::unique_ptr<TcpListener>> TcpListener::open(asio::io_context& context,
                                                       const std::string& address, bool delay) {
  const auto endpoint = parse_endpoint(address);
  if (!endpoint) return endpoint.error();
  auto fd = listen_at(*endpoint, address);
  if (!fd) return fd.error();
  const tcp::endpoint bound = local_endpoint(fd->get());
  return std::unique_ptr<TcpListener>(new TcpListener(context, *std::move(fd), bound, delay));
}

TcpListener::TcpListener(asio::io_context& context, UniqueFd fd, const tcp::endpoint& endpoint,
                         bool delay)
    : endpoint_(endpoint), delay_(delay), listener_(context, fd.get()), pause_(context) {
  fd.release();
}

void TcpListener::start(OnClient on_client) {
  on_client_ = std::move(on_client);
  wait();
}

void TcpListener::stop() {
  error_code ignored;
  listener_.close(ignored);
  pause_.cancel();
}

void TcpListener::wait() {
  listener_.async_wait(asio::posix::stream_descriptor::wait_read, [this](error_code failure) {
    if (!failure && listener_.is_open()) accept_all();
  });
}

/// Takes those who wait, though not all at once: others have to be served as well.
void TcpListener::accept_all() {
  constexpr int kMostAtOnce = 16;
  for (int i = 0; i < kMostAtOnce; ++i) {
    tcp::endpoint peer;
    auto size = static_cast<socklen_t>(peer.capacity());
    UniqueFd client(
        ::accept4(listener_.native_handle(), peer.data(), &size, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!client && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)) {
      pause_.expires_after(kAcceptPause);
      return pause_.async_wait([this](error_code cancelled) {
        if (!cancelled && listener_.is_open()) wait();
      });
    }
    if (!client) break;  // no more, or one that has gone again
    peer.resize(size);
    prepare_client(client.get(), delay_);
    on_client_(std::move(client), "tcp " + text_of(peer));
  }
  wait();
}

}  // namespace framering
