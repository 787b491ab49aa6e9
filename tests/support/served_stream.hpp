#pragma once
// A stream that is served over pipe and tcp, and clients of it by hand.

#include <gtest/gtest.h>

#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "framering/publisher.hpp"
#include "support/raw_socket.hpp"
#include "support/raw_stream.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering::test {

class ServedStream : public testing::Test {
 protected:
  using json = nlohmann::json;

  void open(ServeOptions serve = {.pipe = true, .tcp = true}) {
    serve.log = [this](const std::string& line) {
      const std::lock_guard guard(mutex_);
      lines_.push_back(line);
    };
    auto created = Publisher::create({.stream = "s",
                                      .payload_capacity = kTestFrameBytes,
                                      .directory = temp_.path(),
                                      .source = "a test",
                                      .serve = serve});
    if (!created) throw std::runtime_error(created.error().message);
    publisher_.emplace(*std::move(created));
  }
  Publisher& publisher() { return *publisher_; }

  /// What the control socket says of the stream.
  json control_welcome() const {
    const UniqueFd client = connect_raw(temp_ / "s.sock");
    send_raw(client.get(), encode_message(MessageType::hello, {{"ring", false}}));
    const auto welcome = receive_message_raw(client.get());
    return welcome ? welcome->body : json();
  }
  json tcp_endpoint() const { return control_welcome().at("endpoints").at("tcp"); }
  int port() const { return tcp_endpoint().at("port").get<int>(); }

  std::string hello() const {
    return encode_message(MessageType::hello,
                          {{"client", "test"}, {"pid", 7}, {"token", tcp_endpoint().at("token")}});
  }
  static std::string subscribe() { return encode_message(MessageType::subscribe, json::object()); }
  static std::string echo(std::int64_t number) {
    return encode_message(MessageType::echo_request, {{"number", number}, {"sent_ns", 5}});
  }

  /// A TCP client that was welcomed.
  UniqueFd greeted(int receive_bytes = 0) const {
    UniqueFd client = connect_tcp(port(), receive_bytes);
    write_all(client.get(), hello());
    const auto welcome = read_message(client.get());
    EXPECT_TRUE(welcome && welcome->type() == MessageType::welcome);
    return client;
  }
  /// One that is sent frames, as clients() says.
  UniqueFd subscribed(int receive_bytes = 0) {
    const std::size_t before = publisher().clients().size();
    UniqueFd client = greeted(receive_bytes);
    write_all(client.get(), subscribe());
    EXPECT_TRUE(eventually([&] { return publisher().clients().size() > before; }));
    return client;
  }
  /// Expects a whole, uncorrupted frame as the next message; its index.
  static std::uint64_t expect_frame(int client) {
    const auto message = read_message(client);
    if (!message || message->type() != MessageType::frame) {
      ADD_FAILURE() << "no frame";
      return ~std::uint64_t{0};
    }
    EXPECT_EQ(verify_pattern(message->frame.descriptor, message->frame.payload), std::nullopt);
    return message->head.descriptor.index;
  }
  /// Whether the server has logged a line with this in it.
  bool logged(const std::string& part) const {
    const std::lock_guard guard(mutex_);
    for (const std::string& line : lines_) {
      if (line.find(part) != std::string::npos) return true;
    }
    return false;
  }

  const TemporaryDirectory temp_;
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;

 private:
  std::optional<Publisher> publisher_;
};

}  // namespace framering::test
