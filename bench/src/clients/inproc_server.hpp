#pragma once
// A server in this process, for comparison: the same messages and the same answers, through memory.

#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "channel.hpp"
#include "clients/echo_peer.hpp"

namespace framering::bench {

/// A thread for each client, begun by its registration.
class InprocServer {
 public:
  InprocServer() = default;
  InprocServer(const InprocServer&) = delete;
  InprocServer& operator=(const InprocServer&) = delete;
  /// Waits for the clients, which must all have left or gone.
  ~InprocServer();

  /// Registers clients with this server, which outlives them.
  Register clients();

 private:
  Result<std::unique_ptr<EchoPeer>> add(Deadline deadline);

  std::mutex mutex_;
  std::vector<std::thread> threads_;
};

}  // namespace framering::bench
