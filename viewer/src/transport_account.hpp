#pragma once
// What frames cost over one transport, so that the transports can be compared.

#include <cstdint>
#include <optional>

#include "framering/echo_client.hpp"
#include "framering/ledger.hpp"
#include "framering/transport.hpp"

namespace framering::viewer {

/// Bytes that are copied to bring one frame of so many payload bytes to a reader: none where it is
/// read in place, else ring → server's copy → kernel → reader.
std::uint64_t bytes_copied(Transport transport, std::uint64_t payload_bytes) noexcept;

/// CPU time and the frames that it was spent on.
struct CpuShare {
  std::int64_t cpu_ns = 0;
  std::uint64_t frames = 0;

  std::optional<double> us_per_frame() const noexcept;
};

/// The account of one transport. Belongs to one thread.
struct TransportAccount {
  std::uint64_t frames = 0;  ///< received
  std::uint64_t missed = 0;
  std::uint64_t bytes_copied = 0;
  LedgerStatistics statistics;
  LatencyWindow echo_us;
  CpuShare viewer_cpu;
  CpuShare server_cpu;  ///< its frames: those sent, to all clients

  /// Adds an echo. `before`, of the same server, is what its figures are compared with.
  void add(const Echo& echo, const std::optional<Echo>& before);
  std::optional<double> bytes_per_frame() const noexcept;
};

/// CPU time that this process has used so far, nanoseconds.
std::int64_t process_cpu_ns() noexcept;

}  // namespace framering::viewer
