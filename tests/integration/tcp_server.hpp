#pragma once
// Where a running producer serves TCP.

#include <cstdint>
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

}  // namespace framering::test
