#pragma once
// Clients of the pipe and tcp transports by hand, byte for byte.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "framering/borrowed_frame.hpp"
#include "message.hpp"
#include "unique_fd.hpp"

namespace framering::test {

/// A connection to a port of this machine; empty if nobody listens. `receive_bytes`: what the
/// kernel may hold for it, 0: as usual.
inline UniqueFd connect_tcp(int port, int receive_bytes = 0) {
  UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (receive_bytes != 0) {
    ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fd.reset();
  }
  return fd;
}

/// Writes all of it, waiting where it must; false if the peer does not take it.
inline bool write_all(int fd, const std::string& bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    pollfd waiting{fd, POLLOUT, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) return false;
    const ssize_t put = ::write(fd, bytes.data() + written, bytes.size() - written);
    if (put <= 0) return false;
    written += static_cast<std::size_t>(put);
  }
  return true;
}

/// Reads exactly `bytes`; fewer if the peer closes or is silent for too long.
inline std::string read_exactly(int fd, std::size_t bytes) {
  std::string received(bytes, '\0');
  std::size_t have = 0;
  while (have < bytes) {
    pollfd waiting{fd, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) break;
    const ssize_t got = ::read(fd, received.data() + have, bytes - have);
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  received.resize(have);
  return received;
}

/// What comes over a stream: JSON, or a frame.
struct StreamMessage {
  MessageHeader header;
  nlohmann::json body;  // of a message that is no frame
  FrameHead head;       // of a frame
  OwnedFrame frame;     // too
  MessageType type() const { return header.type; }
};

/// The next message, or nothing if the peer closed before it was complete.
inline std::optional<StreamMessage> read_message(int fd) {
  StreamMessage message;
  const std::string head = read_exactly(fd, sizeof message.header);
  if (head.size() != sizeof message.header) return std::nullopt;
  std::memcpy(&message.header, head.data(), head.size());
  const std::string body = read_exactly(fd, message.header.length);
  if (body.size() != message.header.length) return std::nullopt;
  if (message.header.type != MessageType::frame) {
    message.body = nlohmann::json::parse(body, nullptr, false);
    return message;
  }
  std::memcpy(static_cast<void*>(&message.head), body.data(), sizeof message.head);
  message.frame.descriptor = message.head.descriptor;
  message.frame.payload.resize(body.size() - sizeof message.head);
  std::memcpy(message.frame.payload.data(), body.data() + sizeof message.head,
              message.frame.payload.size());
  return message;
}

/// Whether the peer closes, after whatever it still says.
inline bool stream_closes(int fd) {
  char rest[65536];
  for (;;) {
    pollfd waiting{fd, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) return false;
    const ssize_t got = ::read(fd, rest, sizeof rest);
    if (got <= 0) return got == 0 || errno == ECONNRESET;
  }
}

}  // namespace framering::test
