// Connections of this process with itself, of which each side goes to a process of its own.

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>

#include "failure.hpp"
#include "pingpong/descriptor_link.hpp"

namespace framering::bench {
namespace {

template <typename Address>
sockaddr* generic(Address& address) {
  return reinterpret_cast<sockaddr*>(&address);
}

UniqueFd make_socket(int domain, int type, const char* name) {
  return UniqueFd(checked(::socket(domain, type | SOCK_CLOEXEC, 0), name));
}

sockaddr_in name_of_socket(const UniqueFd& socket) {
  sockaddr_in address{};
  socklen_t bytes = sizeof address;
  checked(::getsockname(socket.get(), generic(address), &bytes), "127.0.0.1");
  return address;
}

/// Gives it a free port of the loopback.
sockaddr_in bind_loopback(const UniqueFd& socket) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(::bind(socket.get(), generic(address), sizeof address), "127.0.0.1");
  return name_of_socket(socket);
}

/// The connection that `client` has made: anyone of this machine may connect to a port.
UniqueFd accept_of(const UniqueFd& listener, const UniqueFd& client) {
  const sockaddr_in expected = name_of_socket(client);
  for (;;) {
    sockaddr_in peer{};
    socklen_t bytes = sizeof peer;
    UniqueFd accepted(
        checked(::accept4(listener.get(), generic(peer), &bytes, SOCK_CLOEXEC), "127.0.0.1"));
    if (peer.sin_port == expected.sin_port) return accepted;
  }
}

void set(const UniqueFd& socket, int level, int option, int value) {
  checked(::setsockopt(socket.get(), level, option, &value, sizeof value), "socket option");
}

DescriptorPairs with_flags(UniqueFd ping, UniqueFd pong, int flags) {
  for (const UniqueFd* end : {&ping, &pong}) checked(::fcntl(end->get(), F_SETFL, flags), "socket");
  return {Descriptors{std::move(ping), {}}, Descriptors{std::move(pong), {}}};
}

}  // namespace

DescriptorPairs make_unix_connection(const std::string& directory, int flags) {
  // A socket's path may have 107 bytes; through a descriptor it is short, wherever it leads.
  const UniqueFd opened(
      checked(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC), directory));
  const std::string path = "/proc/self/fd/" + std::to_string(opened.get()) + "/socket";
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::ranges::copy(path, address.sun_path);
  const UniqueFd listener = make_socket(AF_UNIX, SOCK_STREAM, "Unix socket");
  checked(::bind(listener.get(), generic(address), sizeof address), directory + "/socket");
  checked(::listen(listener.get(), 1), directory + "/socket");
  UniqueFd ping = make_socket(AF_UNIX, SOCK_STREAM, "Unix socket");
  checked(::connect(ping.get(), generic(address), sizeof address), directory + "/socket");
  UniqueFd pong(
      checked(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC), directory + "/socket"));
  checked(::unlink(path.c_str()), directory + "/socket");
  return with_flags(std::move(ping), std::move(pong), flags);
}

DescriptorPairs make_tcp_connection(bool no_delay, int flags) {
  const UniqueFd listener = make_socket(AF_INET, SOCK_STREAM, "TCP socket");
  sockaddr_in address = bind_loopback(listener);
  checked(::listen(listener.get(), 1), "127.0.0.1");
  UniqueFd ping = make_socket(AF_INET, SOCK_STREAM, "TCP socket");
  checked(::connect(ping.get(), generic(address), sizeof address), "127.0.0.1");
  UniqueFd pong = accept_of(listener, ping);
  for (const UniqueFd* end : {&ping, &pong}) {
    set(*end, IPPROTO_TCP, TCP_NODELAY, no_delay ? 1 : 0);
  }
  return with_flags(std::move(ping), std::move(pong), flags);
}

DescriptorPairs make_udp_pair(int flags) {
  UniqueFd ping = make_socket(AF_INET, SOCK_DGRAM, "UDP socket");
  UniqueFd pong = make_socket(AF_INET, SOCK_DGRAM, "UDP socket");
  sockaddr_in ping_address = bind_loopback(ping);
  sockaddr_in pong_address = bind_loopback(pong);
  checked(::connect(ping.get(), generic(pong_address), sizeof pong_address), "127.0.0.1");
  checked(::connect(pong.get(), generic(ping_address), sizeof ping_address), "127.0.0.1");
  return with_flags(std::move(ping), std::move(pong), flags);
}

}  // namespace framering::bench
