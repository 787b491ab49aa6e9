#pragma once
// Transports as people read of them.

#include <string_view>

#include "framering/transport.hpp"

namespace framering::viewer {

/// "in shared memory", "through a pipe" or "over TCP".
std::string_view way_text(Transport transport) noexcept;

}  // namespace framering::viewer
