#pragma once
// A client that is registered with a server which doubles numbers, whatever way they talk.

#include <cstdint>
#include <functional>
#include <memory>

#include "clients/clients_options.hpp"
#include "framering/clock.hpp"
#include "framering/result.hpp"

namespace framering::bench {

class EchoPeer {
 public:
  virtual ~EchoPeer() = default;
  /// What the server makes of `number`. Errors: any of the connection's.
  virtual Result<std::int64_t> ask(std::int64_t number, Deadline deadline) = 0;
  /// Says goodbye, and waits until the server has let go of it.
  virtual Status leave(Deadline deadline) = 0;
};

/// Registers a client: when it returns, the server has welcomed it. May be called by many threads
/// at once.
using Register = std::function<Result<std::unique_ptr<EchoPeer>>(Deadline)>;

/// The clients of a stream's server, over the method that the options say.
Register clients_of_stream(const ClientsOptions& options);

}  // namespace framering::bench
