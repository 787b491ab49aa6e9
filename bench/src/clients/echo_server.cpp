#include "clients/echo_server.hpp"

#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "failure.hpp"
#include "framering/publisher.hpp"

namespace framering::bench {
namespace {

constexpr char kReady = '\n';
constexpr std::chrono::seconds kPatience(10);  // with its beginning, and with its end

void send_all(int fd, std::string_view text) {
  // What cannot be sent is missed by the other end, which then says so.
  static_cast<void>(::send(fd, text.data(), text.size(), MSG_NOSIGNAL));
}

/// Serves until the other end is closed.
int serve(const std::string& directory, int fd) {
  Publisher publisher = value_of(Publisher::create({.stream = EchoServer::kStream,
                                                    .slots = 2,
                                                    .payload_capacity = 4096,
                                                    .directory = directory,
                                                    .source = "frame_bench",
                                                    .serve = {.pipe = true, .tcp = true}}));
  send_all(fd, std::string_view(&kReady, 1));
  char none = 0;
  while (::recv(fd, &none, 1, 0) < 0 && errno == EINTR) {
  }
  publisher.end("the clients are measured");
  return EXIT_SUCCESS;
}

}  // namespace

EchoServer::Ends EchoServer::connected_ends() {
  std::array<int, 2> fds{};
  checked(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()), "pair of sockets");
  constexpr timeval kLongest{.tv_sec = kPatience.count(), .tv_usec = 0};
  ::setsockopt(fds[0], SOL_SOCKET, SO_RCVTIMEO, &kLongest, sizeof kLongest);
  return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

EchoServer::EchoServer(const std::string& directory) : EchoServer(directory, connected_ends()) {}

EchoServer::EchoServer(const std::string& directory, Ends ends)
    : to_process_(std::move(ends.own)),
      process_(
          [&] {
            to_process_ = {};
            return serve(directory, ends.of_process.get());
          },
          [&](const std::string& line) { send_all(ends.of_process.get(), line); }) {
  ends.of_process = {};
  wait_until_ready();
}

EchoServer::~EchoServer() {
  to_process_ = {};
  process_.wait(deadline_in(kPatience));
}

void EchoServer::wait_until_ready() const {
  std::array<char, 500> said{};
  const ssize_t bytes = ::recv(to_process_.get(), said.data(), said.size(), 0);
  if (bytes > 0 && said.front() == kReady) return;
  throw std::runtime_error("the server of the clients " +
                           (bytes > 0
                                ? "failed: " + std::string(said.data(), bytes)
                                : std::string(bytes == 0 ? "ended" : "is not ready in 10 s")));
}

}  // namespace framering::bench
