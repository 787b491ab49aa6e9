#pragma once
// The producer's end of the control socket: hands the ring's descriptor to whoever says hello.

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "framering/result.hpp"
#include "reader_counts.hpp"
#include "stream_directory.hpp"
#include "unique_fd.hpp"

namespace framering {

/// What a welcome says and hands out.
struct Offer {
  nlohmann::json body;                   ///< without "readers", which the server adds
  std::shared_ptr<const UniqueFd> ring;  ///< opened for reading
};

/// Serves one stream's socket on a thread of its own.
class ControlServer {
 public:
  /// Makes NAME.sock with exactly this mode, replacing a dead producer's, and answers from then on.
  /// `offer` is called on the server's thread for each hello. Errors: denied, system.
  static Result<std::unique_ptr<ControlServer>> start(const StreamDirectory& directory,
                                                      const std::string& stream, mode_t mode,
                                                      std::function<Offer()> offer);
  /// As stop("producer gone").
  ~ControlServer();
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;

  /// Connections that hold the ring.
  const ReaderCounts& readers() const noexcept;

  /// Tells every client that the stream ended, closes all and ends the thread. Removes the socket.
  void stop(const std::string& reason);

 private:
  struct Impl;
  explicit ControlServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace framering
