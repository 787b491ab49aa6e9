#pragma once
// Many clients at once: how long each step takes, and whether every reply is right.

#include <cstdint>
#include <string>
#include <vector>

#include "clients/clients_options.hpp"
#include "clients/echo_peer.hpp"

namespace framering::bench {

/// What became of the clients. Durations are in microseconds, of steps that succeeded.
struct ClientsResult {
  std::vector<double> registration_us;
  std::vector<double> request_us;
  std::vector<double> unregistration_us;
  std::uint64_t right = 0;   ///< replies
  std::uint64_t wrong = 0;   ///< replies
  std::uint64_t failed = 0;  ///< clients that did not come to their end
  std::string failure = {};  ///< why the first of these did not

  bool ok() const noexcept { return wrong == 0 && failed == 0; }
};

/// Starts a thread for each client, releases all together, and waits until the last has left. Only
/// the tasks, requests and timeout of `options` count.
ClientsResult run_clients(const ClientsOptions& options, const Register& register_client);

}  // namespace framering::bench
