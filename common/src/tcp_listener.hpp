#pragma once
// Where TCP clients come in.

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>

#include "framering/result.hpp"
#include "unique_fd.hpp"

namespace framering {

/// Listens on one address. Belongs to the server's thread, once start() was called.
class TcpListener {
 public:
  using OnClient = std::function<void(UniqueFd socket, const std::string& peer)>;

  /// Listens at `address`, "ADDRESS:PORT" or "[ADDRESS]:PORT", both numeric; port 0: a free one.
  /// `delay`: sockets may wait for more before they send (Nagle).
  /// Errors: invalid (no such address here), busy (the port), denied, system.
  static Result<std::unique_ptr<TcpListener>> open(boost::asio::io_context& context,
                                                   const std::string& address, bool delay);

  /// Where it listens, the port that was found free among it.
  const boost::asio::ip::tcp::endpoint& endpoint() const noexcept { return endpoint_; }

  /// Gives each client's socket, not blocking, to `on_client`.
  void start(OnClient on_client);
  void stop();

 private:
  TcpListener(boost::asio::io_context& context, UniqueFd fd,
              const boost::asio::ip::tcp::endpoint& endpoint, bool delay);
  void wait();
  void accept_all();

  const boost::asio::ip::tcp::endpoint endpoint_;
  const bool delay_;
  boost::asio::posix::stream_descriptor listener_;
  boost::asio::steady_timer pause_;
  OnClient on_client_;
};

/// "ADDRESS:PORT", with brackets around an address of version 6.
std::string text_of(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace framering
