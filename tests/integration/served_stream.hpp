#pragma once
// A running producer's server, as clients of the tests' own see it.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <optional>
#include <string>

#include "support/raw_socket.hpp"

namespace framering::test {

struct TcpServer {
  std::uint16_t port = 0;
  std::string token;
};

/// What welcome on the control socket at `path` says of TCP; nothing if none is served.
inline std::optional<TcpServer> tcp_server(const std::string& path) {
  const UniqueFd control = connect_raw(path);
  if (!control) return std::nullopt;
  send_raw(control.get(),
           encode_message(MessageType::hello, {{"client", "test"}, {"ring", false}}));
  const auto welcome = receive_message_raw(control.get());
  if (!welcome || !welcome->body["endpoints"].contains("tcp")) return std::nullopt;
  const nlohmann::json& tcp = welcome->body["endpoints"]["tcp"];
  return TcpServer{tcp["port"], tcp["token"]};
}

/// A blocking connection to a port of this machine; empty if nobody listens.
inline UniqueFd connect_tcp_raw(std::uint16_t port) {
  UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fd.reset();
  }
  return fd;
}

}  // namespace framering::test
