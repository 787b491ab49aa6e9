#pragma once
// Asks a stream's server to double numbers: a connection of its own, to measure a transport's round
// trips and the distance of the clocks.

#include <cstdint>
#include <memory>

#include "framering/clock.hpp"
#include "framering/clock_offset.hpp"
#include "framering/result.hpp"
#include "framering/subscriber.hpp"

namespace framering {

/// One answer.
struct Echo {
  std::int64_t number = 0;  ///< twice the one that was sent
  EchoStamps stamps;
  std::int64_t cpu_ns = 0;        ///< CPU time that the serving thread has used so far
  std::uint64_t frames_sent = 0;  ///< by that thread so far, to all its clients; 0 for shm
};

/// A client that echoes, and is sent no frames. On the transport shm it speaks over the control
/// socket. Belongs to one thread.
class EchoClient {
 public:
  /// Connects and registers: when it returns, the server has answered hello with welcome.
  /// Errors: invalid, not_found (no producer), unsupported (the transport is not served), denied
  /// (the socket's mode, or the token), timed_out, bad_data, system.
  static Result<EchoClient> connect(const std::string& stream, const SubscriberOptions& options,
                                    Deadline deadline);

  EchoClient(EchoClient&&) noexcept;
  EchoClient& operator=(EchoClient&&) noexcept;
  /// Closes the connection, without waiting for anything.
  ~EchoClient();

  /// Sends `number`, from -2^62 to 2^62 - 1, and waits for twice that.
  /// Errors: invalid (the number), not_found (the connection was closed), timed_out, bad_data.
  Result<Echo> echo(std::int64_t number, Deadline deadline);

  /// Says goodbye and waits until the server has closed the connection, which is then of no use.
  /// Errors: timed_out, system.
  Status leave(Deadline deadline);

  /// Whether the server's stamps are of this process's clock.
  bool shares_clock() const noexcept;

 private:
  struct Impl;
  explicit EchoClient(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace framering
