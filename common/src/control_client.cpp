#include "control_client.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "error.hpp"
#include "message.hpp"

namespace framering {
namespace {

struct Received {
  MessageType type{};
  std::string body;
  UniqueFd ring;
};

int milliseconds_until(Deadline deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

Error closed() { return make_error(ErrorCode::not_found, "the producer closed the connection"); }

/// Keeps the first descriptor that came with a message; closes any others.
void take_descriptors(msghdr& message, UniqueFd& ring) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
       part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(part) + i * sizeof fd, sizeof fd);
      UniqueFd owner(fd);
      if (!ring) ring = std::move(owner);
    }
  }
}

/// Fills `target` before the deadline; a descriptor that comes along goes to `ring`.
Status receive_exactly(int connection, std::span<char> target, UniqueFd& ring, Deadline deadline) {
  while (!target.empty()) {
    pollfd waiting{connection, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, milliseconds_until(deadline));
    // The clock too: a peer that never stops talking is always ready.
    if (ready == 0 || Clock::now() >= deadline) {
      return make_error(ErrorCode::timed_out, "the producer does not answer");
    }
    iovec part{target.data(), target.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(4 * sizeof(int))> control;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(connection, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got == 0) return closed();
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got < 0) return errno == ECONNRESET ? closed() : system_error("control socket", errno);
    take_descriptors(message, ring);
    if ((message.msg_flags & MSG_CTRUNC) != 0) return system_error("the ring's descriptor", EMFILE);
    target = target.subspan(static_cast<std::size_t>(got));
  }
  return Done{};
}

Result<Received> receive_message(int connection, Deadline deadline) {
  Received received;
  std::array<char, sizeof(MessageHeader)> head;
  auto status = receive_exactly(connection, head, received.ring, deadline);
  if (!status) return status.error();
  const auto header = decode_header(std::as_bytes(std::span(head)));
  if (!header) return header.error();
  received.type = header->type;
  received.body.resize(header->length);
  status = receive_exactly(connection, received.body, received.ring, deadline);
  if (!status) return status.error();
  return received;
}

Status send_hello(int connection, const Hello& hello) {
  const std::string message = encode_message(MessageType::hello, {{"client", hello.client},
                                                                  {"pid", ::getpid()},
                                                                  {"ring", hello.ring},
                                                                  {"spins", hello.spins}});
  const ssize_t sent =
      ::send(connection, message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent == static_cast<ssize_t>(message.size())) return Done{};
  // A producer that has closed may have sent its last ring before: it is to be read first.
  if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) return Done{};
  return make_error(ErrorCode::timed_out, "the producer takes no messages");
}

}  // namespace

Result<StreamDirectory> open_directory_of(const std::string& stream, const std::string& path) {
  auto directory = StreamDirectory::open(path);
  if (directory || directory.error().code != ErrorCode::not_found) return directory;
  return make_error(ErrorCode::not_found, "no producer for stream " + stream +
                                              "; start frame_producer --stream " + stream);
}

Result<UniqueFd> connect_to_stream(const StreamDirectory& directory, const std::string& stream) {
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return system_error("control socket", errno);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = directory.short_path(socket_name(stream));
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    return fd;
  }
  switch (errno) {
    case ENOENT:
    case ECONNREFUSED:
      return make_error(ErrorCode::not_found, "no producer for stream " + stream + " in " +
                                                  directory.path() +
                                                  "; start frame_producer --stream " + stream);
    case EACCES:
      return system_error("stream " + stream, EACCES, "ask its producer for another --mode");
    case EAGAIN:
      return make_error(ErrorCode::timed_out,
                        "stream " + stream + ": its producer is not answering");
    default:
      return system_error("stream " + stream, errno);
  }
}

Result<Welcome> say_hello(int connection, const Hello& hello, Deadline deadline) {
  if (auto sent = send_hello(connection, hello); !sent) return sent.error();
  for (;;) {
    auto received = receive_message(connection, deadline);
    if (!received) return received.error();
    auto body = decode_body(received->body);
    if (!body) return body.error();
    if (received->type == MessageType::error) {
      return said_instead_of_welcome(*body, false);
    }
    if (received->type != MessageType::welcome) continue;
    if (hello.ring && !received->ring) {
      return make_error(ErrorCode::bad_data, "welcome without the ring's descriptor");
    }
    Welcome welcome = parse_welcome(*body);
    welcome.ring = std::move(received->ring);
    return welcome;
  }
}

Result<StreamInfo> ask_stream(const StreamDirectory& directory, const std::string& stream,
                              Deadline deadline) {
  auto connection = connect_to_stream(directory, stream);
  if (!connection) return connection.error();
  auto welcome = say_hello(connection->get(), {.client = "list", .ring = false}, deadline);
  if (!welcome) return welcome.error();
  welcome->info.name = stream;
  return std::move(welcome->info);
}

}  // namespace framering
