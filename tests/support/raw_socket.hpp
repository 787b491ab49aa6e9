#pragma once
// Both ends of a control socket by hand, byte for byte: clients that do what no client should, and
// servers that do what no server should.

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "message.hpp"
#include "support/eventually.hpp"
#include "unique_fd.hpp"

namespace framering::test {

inline sockaddr_un socket_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

/// A blocking connection to the socket at `path`; empty if nobody listens.
inline UniqueFd connect_raw(const std::string& path) {
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_un address = socket_address(path);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fd.reset();
  }
  return fd;
}

/// Sends these bytes, and a descriptor with the first of them unless it is negative.
inline bool send_raw(int socket, const std::string& bytes, int fd = -1) {
  iovec part{const_cast<char*>(bytes.data()), bytes.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))]{};
  if (fd >= 0) {
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fd);
    std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
  }
  return ::sendmsg(socket, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

struct RawMessage {
  MessageHeader header;
  nlohmann::json body;
  UniqueFd fd;
};

/// Reads exactly `bytes`; fewer if the peer closes or is silent for too long.
inline std::string receive_raw(int socket, std::size_t bytes, UniqueFd* fd = nullptr) {
  std::string received;
  while (received.size() < bytes) {
    pollfd waiting{socket, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) break;
    std::string piece(bytes - received.size(), '\0');
    iovec part{piece.data(), piece.size()};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))]{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    const ssize_t got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (got <= 0) break;
    if (const cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr) {
      int passed = -1;
      std::memcpy(&passed, CMSG_DATA(header), sizeof passed);
      UniqueFd owner(passed);
      if (fd != nullptr) *fd = std::move(owner);
    }
    received.append(piece, 0, static_cast<std::size_t>(got));
  }
  return received;
}

/// The next message, or nothing if the peer closed before it was complete.
inline std::optional<RawMessage> receive_message_raw(int socket) {
  RawMessage message;
  const std::string head = receive_raw(socket, sizeof message.header, &message.fd);
  if (head.size() != sizeof message.header) return std::nullopt;
  std::memcpy(&message.header, head.data(), head.size());
  const std::string body = receive_raw(socket, message.header.length);
  if (body.size() != message.header.length) return std::nullopt;
  message.body = nlohmann::json::parse(body, nullptr, false);
  return message;
}

/// Whether the peer closes, after whatever it still says.
inline bool peer_closes(int socket) {
  char rest[4096];
  for (;;) {
    pollfd waiting{socket, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) return false;
    const ssize_t got = ::recv(socket, rest, sizeof rest, 0);
    if (got <= 0) return got == 0 || errno == ECONNRESET;
  }
}

/// A server of the test's own: accepts one connection after the other on a thread and gives each
/// to `serve(socket)`, which it then keeps open until the server's end, unless serve() resets it.
class FakeServer {
 public:
  FakeServer(const std::string& path, std::function<void(UniqueFd&)> serve)
      : FakeServer(listen_at(path), std::move(serve)) {}
  FakeServer(UniqueFd listener, std::function<void(UniqueFd&)> serve)
      : listener_(std::move(listener)), serve_(std::move(serve)) {
    thread_ = std::thread([this] { run(); });
  }
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;
  ~FakeServer() {
    stopping_ = true;
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
  }
  /// For a serve() that goes on until the test ends.
  bool stopping() const noexcept { return stopping_; }

 private:
  static UniqueFd listen_at(const std::string& path) {
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ::unlink(path.c_str());
    const sockaddr_un address = socket_address(path);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(fd.get(), 64) != 0) {
      throw std::runtime_error("no fake server");
    }
    return fd;
  }
  void run() {
    for (;;) {
      UniqueFd client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!client) return;
      serve_(client);
      if (client) clients_.push_back(std::move(client));
    }
  }

  UniqueFd listener_;
  std::function<void(UniqueFd&)> serve_;
  std::atomic<bool> stopping_{false};
  std::vector<UniqueFd> clients_;
  std::thread thread_;
};

/// Answers one hello with a welcome that hands out `ring`.
inline void welcome_with(int socket, int ring, const std::string& epoch = std::string(32, 'e')) {
  if (!receive_message_raw(socket)) return;
  send_raw(socket, encode_message(MessageType::welcome, {{"epoch", epoch}, {"slots", 4}}), ring);
}

}  // namespace framering::test
