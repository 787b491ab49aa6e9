#include "wire_client.hpp"

#include <unistd.h>

#include <utility>

#include "control_client.hpp"
#include "error.hpp"
#include "fd_channel.hpp"
#include "message_channel.hpp"
#include "pipe_client.hpp"
#include "tcp_connect.hpp"
#include "token.hpp"

namespace framering {
namespace {

using nlohmann::json;

/// One attempt to connect: to whom, and for how long.
struct Attempt {
  const std::string& stream;
  const SubscriberOptions& options;
  int interrupt;
  Deadline deadline;

  json hello() const { return {{"client", options.client}, {"pid", ::getpid()}}; }
  Error not_served(Transport transport) const {
    const std::string name(name_of(transport));
    return make_error(ErrorCode::unsupported, "stream " + stream + " is not served over " + name +
                                                  "; its producer was started with --no-" + name);
  }
};

Result<Welcome> greet(Channel& channel, const json& hello, Deadline deadline) {
  const auto sent = send_message(channel, MessageType::hello, hello, deadline);
  // A server that has closed may have said why before.
  if (!sent && sent.error().code != ErrorCode::not_found) return sent.error();
  for (;;) {
    const auto answer = receive_message(channel, deadline);
    if (!answer) return answer.error();
    switch (answer->type) {
      case MessageType::welcome:
        return parse_welcome(answer->body);
      case MessageType::error:
      case MessageType::end_of_stream:
        return said_instead_of_welcome(answer->body, answer->type == MessageType::end_of_stream);
      default:
        if (Clock::now() >= deadline) return no_answer();
    }
  }
}

Result<Greeted> greet_over(std::unique_ptr<Channel> channel, const json& hello,
                           const std::string& whom, Deadline deadline) {
  auto welcome = greet(*channel, hello, deadline);
  if (welcome) return Greeted{std::move(channel), *std::move(welcome)};
  return make_error(welcome.error().code, whom + ": " + welcome.error().message);
}

Result<Greeted> connect_by_control_socket(const Attempt& attempt) {
  const auto directory = open_directory_of(attempt.stream, attempt.options.directory);
  if (!directory) return directory.error();
  auto socket = connect_to_stream(*directory, attempt.stream);
  if (!socket) return socket.error();
  json hello = attempt.hello();
  hello["ring"] = false;
  return greet_over(std::make_unique<FdChannel>(*std::move(socket), attempt.interrupt), hello,
                    "stream " + attempt.stream, attempt.deadline);
}

Result<Greeted> connect_by_pipe(const Attempt& attempt) {
  const auto directory = open_directory_of(attempt.stream, attempt.options.directory);
  if (!directory) return directory.error();
  auto channel = register_by_pipe(*directory, attempt.stream, attempt.interrupt, attempt.deadline);
  if (channel) {
    return greet_over(*std::move(channel), attempt.hello(), "stream " + attempt.stream,
                      attempt.deadline);
  }
  if (channel.error().code != ErrorCode::not_found) return channel.error();
  const auto control = connect_by_control_socket(attempt);  // to know why there is no server
  if (!control) return control.error();
  return control->welcome.endpoints.pipe ? channel.error() : attempt.not_served(Transport::pipe);
}

/// The addresses that stand for all of a machine's are none to connect to.
std::string reachable(const std::string& address) {
  if (address == "0.0.0.0") return "127.0.0.1";
  return address == "::" ? "::1" : address;
}

Result<Greeted> connect_by_tcp(const Attempt& attempt, const HostPort& server,
                               const std::string& token) {
  auto socket = connect_tcp(server, attempt.interrupt, attempt.deadline);
  if (!socket) return socket.error();
  json hello = attempt.hello();
  hello["token"] = token;
  return greet_over(std::make_unique<FdChannel>(*std::move(socket), attempt.interrupt), hello,
                    whom(attempt.stream, attempt.options), attempt.deadline);
}

/// To a server that no control socket told of, and which may serve another stream than is wanted.
Result<Greeted> connect_to_address(const Attempt& attempt) {
  const std::string& token_file = attempt.options.token_file;
  const auto server = parse_host_port(attempt.options.address);
  if (!server) return server.error();
  const auto token =
      token_file.empty() ? Result<std::string>(std::string()) : handed_token(token_file);
  if (!token) return token.error();
  auto greeted = connect_by_tcp(attempt, *server, *token);
  if (!greeted) return greeted;
  const std::string& served = greeted->welcome.info.name;
  if (attempt.stream.empty() || served.empty() || served == attempt.stream) return greeted;
  return make_error(ErrorCode::invalid, attempt.options.address + " serves stream " + served +
                                            ", not " + attempt.stream + "; leave the name out");
}

Result<Greeted> connect_by_tcp(const Attempt& attempt) {
  if (!attempt.options.address.empty()) return connect_to_address(attempt);
  auto control = connect_by_control_socket(attempt);
  if (!control) return control.error();
  const auto& tcp = control->welcome.endpoints.tcp;
  if (!tcp) return attempt.not_served(Transport::tcp);
  return connect_by_tcp(attempt, {reachable(tcp->address), tcp->port}, tcp->token);
}

}  // namespace

Status check_options(const std::string& stream, const SubscriberOptions& options) {
  const bool remote = !options.address.empty();
  if (!(remote && stream.empty())) {
    if (auto name = check_stream_name(stream); !name) return name;
  }
  if (remote && options.transport != Transport::tcp) {
    return make_error(ErrorCode::invalid,
                      "address " + options.address + ": only the transport tcp goes to an address");
  }
  if (!remote && !options.token_file.empty()) {
    return make_error(ErrorCode::invalid, "token file " + options.token_file +
                                              ": only goes with the address of a server");
  }
  if (options.spin && options.transport != Transport::shm) {
    return make_error(ErrorCode::invalid, "spin: only goes with the transport shm");
  }
  if (!remote) return Done{};
  const auto server = parse_host_port(options.address);
  return server ? Status(Done{}) : server.error();
}

std::string whom(const std::string& stream, const SubscriberOptions& options) {
  return stream.empty() ? options.address : "stream " + stream;
}

Result<Greeted> connect_to_server(const std::string& stream, const SubscriberOptions& options,
                                  int interrupt, Deadline deadline) {
  const Attempt attempt{stream, options, interrupt, deadline};
  switch (options.transport) {
    case Transport::pipe:
      return connect_by_pipe(attempt);
    case Transport::tcp:
      return connect_by_tcp(attempt);
    default:
      return connect_by_control_socket(attempt);
  }
}

}  // namespace framering
