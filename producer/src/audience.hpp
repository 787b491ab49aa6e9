#pragma once
// Who is being served, in figures.

#include <cstdint>
#include <string>
#include <vector>

#include "framering/publisher.hpp"

namespace framering::producer {

/// How many read the stream in which way.
struct Audience {
  std::uint32_t readers = 0;  ///< of shared memory, programs other than this one
  std::uint32_t pipe = 0;
  std::uint32_t tcp = 0;
};

/// Out of what the publisher says. `own_readers` of this program are not counted, nor is its
/// server, which reads while it has clients.
Audience audience_of(std::uint32_t readers, std::uint32_t own_readers,
                     const std::vector<ClientFigures>& clients);

/// "2 readers, 1 pipe, 3 tcp"
std::string audience_text(const Audience& audience);

/// "frame_viewer, pid 4711, tcp: sent 300, skipped 2, 790.3 MiB, 29.9 fps"
std::string client_text(const ClientFigures& client);

}  // namespace framering::producer
