#pragma once
// A channel between two threads of one process.

#include <cstddef>
#include <memory>
#include <utility>

#include "channel.hpp"

namespace framering {

/// Two connected ends. Each direction holds up to `capacity_bytes`; a writer waits while it is
/// full. Destroying an end closes the connection; what was written before can still be read.
std::pair<std::unique_ptr<Channel>, std::unique_ptr<Channel>> make_memory_channel(
    std::size_t capacity_bytes = 65'536);

}  // namespace framering
