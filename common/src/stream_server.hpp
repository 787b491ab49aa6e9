#pragma once
// Serves a stream to those who do not share memory: pipe and tcp of docs/wire-format.md.

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "framering/publisher.hpp"
#include "framering/result.hpp"
#include "stream_directory.hpp"

namespace framering {

struct StreamServerOptions {
  std::string stream;
  mode_t mode = 0600;  ///< of the FIFO by which clients of the pipe transport come
  ServeOptions serve;
  std::function<nlohmann::json()> welcome;  ///< its body; called on the server's thread
  std::chrono::nanoseconds hello_timeout = std::chrono::seconds(10);
  /// For how long a client may take nothing of what is being sent to it.
  std::chrono::nanoseconds stall_timeout = std::chrono::seconds(10);
};

/// Reads the ring through the stream's own control socket while a client wants frames, and sends
/// each the newest, on a thread of its own.
class StreamServer {
 public:
  /// Opens the ways in, so that they can be told; nobody is served before start().
  /// Errors: invalid (the address, what the token file holds), busy (the port), denied, system.
  static Result<std::unique_ptr<StreamServer>> open(const StreamDirectory& directory,
                                                    StreamServerOptions options);
  /// As stop("producer gone").
  ~StreamServer();
  StreamServer(const StreamServer&) = delete;
  StreamServer& operator=(const StreamServer&) = delete;

  /// What welcome on the control socket says of it.
  nlohmann::json endpoints() const;
  std::string tcp_address() const;  ///< "ADDRESS:PORT"; empty: no TCP
  std::vector<ClientFigures> clients() const;

  /// Serves from now on. Errors: system (no thread).
  Status start();
  /// Sends all who subscribed the newest frame and everybody end of stream, for at most a second,
  /// closes all and ends the thread. Removes what it has in the directory.
  void stop(const std::string& reason);

 private:
  struct Impl;
  explicit StreamServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace framering
