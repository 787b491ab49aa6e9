#include "ways/bare_ways.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "failure.hpp"
#include "ways/byte_stream.hpp"

namespace framering::bench {
namespace {

constexpr std::chrono::seconds kPatience(20);
constexpr std::chrono::milliseconds kPause(2);
constexpr int kMostWaiting = 128;

/// What `attempt` returns as soon as it is a descriptor.
template <typename Attempt>
UniqueFd eventually(const char* what, Attempt attempt) {
  for (const Deadline deadline = deadline_in(kPatience);;) {
    if (UniqueFd fd = attempt()) return fd;
    if (Clock::now() >= deadline) throw_errno(what);
    std::this_thread::sleep_for(kPause);
  }
}

// --- FIFOs, which the readers make ---------------------------------------------------------------

std::string fifo_of(const WaySetup& setup, std::uint32_t reader) {
  return setup.directory + "/reader" + std::to_string(reader);
}

class FifoSender final : public ByteStreamSender {
 public:
  explicit FifoSender(const WaySetup& setup) : ByteStreamSender(setup) {
    for (std::uint32_t i = 0; i < setup.readers; ++i) fifos_.push_back(fifo_of(setup, i));
  }

 private:
  std::vector<UniqueFd> newcomers() override {
    std::vector<UniqueFd> came;
    std::erase_if(fifos_, [&](const std::string& path) {
      // Without blocking: a FIFO that has no reader yet cannot be opened.
      UniqueFd out(::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
      if (!out) return false;
      constexpr int kCapacity = 1 << 20;
      ::fcntl(out.get(), F_SETPIPE_SZ, kCapacity);
      ::fcntl(out.get(), F_SETFL, O_WRONLY);
      came.push_back(std::move(out));
      return true;
    });
    return came;
  }

  std::vector<std::string> fifos_;
};

UniqueFd open_fifo(const WaySetup& setup, std::uint32_t reader) {
  const std::string path = fifo_of(setup, reader);
  if (::mkfifo(path.c_str(), 0600) != 0) throw_errno("mkfifo");
  UniqueFd in(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!in || ::fcntl(in.get(), F_SETFL, O_RDONLY) != 0) throw_errno("FIFO");
  return in;
}

// --- Sockets -------------------------------------------------------------------------------------

struct Address {
  sockaddr_storage bytes{};
  socklen_t size = 0;
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
};

Address unix_address(const WaySetup& setup) {
  Address address;
  auto& unix_socket = reinterpret_cast<sockaddr_un&>(address.bytes);
  unix_socket.sun_family = AF_UNIX;
  const std::string path = unix_socket_path(setup);
  path.copy(unix_socket.sun_path, path.size());
  address.size = sizeof unix_socket;
  return address;
}

Address loopback_address(std::uint16_t port) {
  Address address;
  auto& internet = reinterpret_cast<sockaddr_in&>(address.bytes);
  internet.sin_family = AF_INET;
  internet.sin_port = htons(port);
  internet.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.size = sizeof internet;
  return address;
}

UniqueFd socket_of(const Address& address, int flags) {
  UniqueFd fd(::socket(address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | flags, 0));
  if (!fd) throw_errno("socket");
  return fd;
}

void send_without_delay(int fd) {
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

std::string port_file(const WaySetup& setup) { return setup.directory + "/port"; }

/// Tells the readers on which port it listens.
void announce_port(const WaySetup& setup, int listener) {
  Address bound;
  bound.size = sizeof bound.bytes;
  if (::getsockname(listener, reinterpret_cast<sockaddr*>(&bound.bytes), &bound.size) != 0) {
    throw_errno("getsockname");
  }
  const std::string unfinished = port_file(setup) + ".new";
  std::ofstream file(unfinished);
  file << ntohs(reinterpret_cast<const sockaddr_in&>(bound.bytes).sin_port) << std::flush;
  if (!file) throw_errno(unfinished);
  if (std::rename(unfinished.c_str(), port_file(setup).c_str()) != 0) throw_errno("port");
}

class SocketSender final : public ByteStreamSender {
 public:
  SocketSender(const WaySetup& setup, const Address& address)
      : ByteStreamSender(setup), listener_(socket_of(address, SOCK_NONBLOCK)) {
    if (::bind(listener_.get(), address.get(), address.size) != 0) throw_errno("bind");
    if (::listen(listener_.get(), kMostWaiting) != 0) throw_errno("listen");
    if (address.bytes.ss_family == AF_INET) announce_port(setup, listener_.get());
  }

 private:
  std::vector<UniqueFd> newcomers() override {
    std::vector<UniqueFd> came;
    while (UniqueFd client{::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)}) {
      send_without_delay(client.get());  // refused by a Unix socket, which has none
      came.push_back(std::move(client));
    }
    return came;
  }

  UniqueFd listener_;
};

UniqueFd connected(const Address& address) {
  UniqueFd fd = socket_of(address, 0);
  return ::connect(fd.get(), address.get(), address.size) == 0 ? std::move(fd) : UniqueFd();
}

UniqueFd connected_to_port(const WaySetup& setup) {
  std::uint16_t port = 0;
  std::ifstream(port_file(setup)) >> port;
  return port == 0 ? UniqueFd() : connected(loopback_address(port));
}

}  // namespace

Way bare_pipe_way() {
  return {.name = "bare pipe",
          .kind = WayKind::bare,
          .make_sender = [](const WaySetup& setup) { return std::make_unique<FifoSender>(setup); },
          .make_receiver =
              [](const WaySetup& setup, std::uint32_t reader) {
                return std::make_unique<ByteStreamReceiver>(setup, open_fifo(setup, reader));
              }};
}

Way bare_unix_way() {
  return {.name = "bare Unix stream",
          .kind = WayKind::bare,
          .make_sender =
              [](const WaySetup& setup) {
                return std::make_unique<SocketSender>(setup, unix_address(setup));
              },
          .make_receiver =
              [](const WaySetup& setup, std::uint32_t) {
                return std::make_unique<ByteStreamReceiver>(
                    setup, eventually("connect", [&] { return connected(unix_address(setup)); }));
              }};
}

Way bare_tcp_way() {
  return {.name = "bare TCP",
          .kind = WayKind::bare,
          .make_sender =
              [](const WaySetup& setup) {
                return std::make_unique<SocketSender>(setup, loopback_address(0));
              },
          .make_receiver =
              [](const WaySetup& setup, std::uint32_t) {
                return std::make_unique<ByteStreamReceiver>(
                    setup, eventually("connect", [&] { return connected_to_port(setup); }));
              }};
}

}  // namespace framering::bench
