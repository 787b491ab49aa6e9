#pragma once
// A message as one datagram each way.

#include <memory>

#include "pingpong/link.hpp"

namespace framering::bench {

/// What fits into a datagram over IPv4: 65,535 bytes without the headers of IP (20) and UDP (8).
inline constexpr std::size_t kMostDatagramBytes = 65'507;

std::unique_ptr<Link> open_udp_link(const LinkSetup& setup);

}  // namespace framering::bench
