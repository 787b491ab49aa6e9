#pragma once
// One client's connection to a control server.

#include <array>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "control_server.hpp"
#include "message.hpp"
#include "reader_counts.hpp"
#include "server_protocol.hpp"

namespace framering {

/// Reads messages and answers them, on the server's thread. Lives for as long as an operation on
/// its socket is pending. What it sends is small; a client that does not take it is dropped.
class ControlSession : public std::enable_shared_from_this<ControlSession> {
 public:
  using Socket = boost::asio::local::stream_protocol::socket;

  /// `readers` counts the sessions that hold the ring and outlives them all.
  ControlSession(Socket socket, std::function<Offer()> offer, ReaderCounts& readers);
  ~ControlSession();
  ControlSession(const ControlSession&) = delete;
  ControlSession& operator=(const ControlSession&) = delete;

  /// Begins to read.
  void start();
  /// Sends the stream's last ring to a client that has not asked for it yet, so that it can read to
  /// the end, then end of stream; closes.
  void end(const std::string& reason);
  /// Sends this type with this body and closes.
  void finish(MessageType type, const nlohmann::json& body);
  /// Closes, without a word.
  void close();
  bool is_stranger() const noexcept { return protocol_.state() == ServerProtocol::State::stranger; }

 private:
  void read_header();
  void read_body();
  void answer(const ServerProtocol::Reply& reply);
  nlohmann::json welcome(bool with_ring);
  void count();
  void uncount();
  bool send(const std::string& message, int fd);

  Socket socket_;
  boost::asio::steady_timer hello_timer_;
  std::function<Offer()> offer_;
  ReaderCounts& readers_;
  bool holds_ring_ = false;
  bool sleeps_ = false;                    // as it is counted
  std::shared_ptr<const UniqueFd> given_;  // the ring that the client has
  ServerProtocol protocol_;
  std::array<std::byte, sizeof(MessageHeader)> header_bytes_{};
  MessageHeader header_;
  std::string body_;
};

}  // namespace framering
