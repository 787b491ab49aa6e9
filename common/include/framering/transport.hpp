#pragma once
// The ways in which a stream is read (docs/wire-format.md).

#include <array>
#include <optional>
#include <string_view>

namespace framering {

/// In the order in which a reader falls back from one to the next.
enum class Transport {
  shm,   ///< the ring itself, in shared memory
  pipe,  ///< frames through a pair of FIFOs
  tcp,   ///< frames through a TCP connection
};

inline constexpr std::array<Transport, 3> kTransports = {Transport::shm, Transport::pipe,
                                                         Transport::tcp};

/// "shm", "pipe" or "tcp".
std::string_view name_of(Transport transport) noexcept;
/// The transport of that name, if there is one.
std::optional<Transport> transport_from_name(std::string_view name) noexcept;

}  // namespace framering
