#pragma once
// Servers of the tcp transport by hand, which say what no server should, or say it late.

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>

#include "message.hpp"
#include "support/raw_socket.hpp"
#include "support/test_frames.hpp"
#include "unique_fd.hpp"

namespace framering::test {

/// A socket of this machine that nobody else has; it listens unless told otherwise.
inline UniqueFd bind_loopback(std::uint16_t& port, bool listening = true) {
  UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t bytes = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(fd.get(), generic, bytes) != 0 || (listening && ::listen(fd.get(), 64) != 0) ||
      ::getsockname(fd.get(), generic, &bytes) != 0) {
    throw std::runtime_error("no socket on the loopback");
  }
  port = ntohs(address.sin_port);
  return fd;
}

/// As a FakeServer, on a port of its own.
class FakeTcpServer {
 public:
  explicit FakeTcpServer(std::function<void(UniqueFd&)> serve)
      : server_(bind_loopback(port_), std::move(serve)) {}

  std::uint16_t port() const noexcept { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  bool stopping() const noexcept { return server_.stopping(); }

 private:
  std::uint16_t port_ = 0;
  FakeServer server_;
};

/// Answers hello with welcome, and waits for subscribe; whether it came so far.
inline bool welcome_stream(int socket, const std::string& epoch = std::string(32, 'e')) {
  if (!receive_message_raw(socket)) return false;
  send_raw(socket,
           encode_message(MessageType::welcome, {{"stream", "s"}, {"epoch", epoch}, {"slots", 4}}));
  return receive_message_raw(socket).has_value();
}

/// Header, head and payload of the test frame `index`.
inline std::string encoded_frame(std::uint64_t index, std::uint64_t skipped = 0) {
  FrameDescriptor descriptor = test_format(index);
  descriptor.index = index;
  const auto head = encode_frame_head({descriptor, now_ns(), skipped});
  const auto payload = test_payload(descriptor, index);
  std::string bytes(reinterpret_cast<const char*>(head.data()), head.size());
  bytes.append(reinterpret_cast<const char*>(payload.data()), payload.size());
  return bytes;
}

}  // namespace framering::test
