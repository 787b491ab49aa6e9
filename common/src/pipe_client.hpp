#pragma once
// Registers with a stream's server through its FIFO (docs/wire-format.md, "The pipe transport").

#include <memory>
#include <string>

#include "channel.hpp"
#include "stream_directory.hpp"

namespace framering {

/// A connection through two FIFOs that the server makes. `interrupt` as in connect_to_server().
/// Errors: not_found (no server), timed_out, denied, bad_data (what has the name is no FIFO),
/// system.
Result<std::unique_ptr<Channel>> register_by_pipe(const StreamDirectory& directory,
                                                  const std::string& stream, int interrupt,
                                                  Deadline deadline);

}  // namespace framering
