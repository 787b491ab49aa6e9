#pragma once
// How many clients there may be, and how many of the process's descriptors they may take.

#include <cstddef>

namespace framering {

/// Connections on each transport, the control socket among them, that may not have said hello.
inline constexpr std::size_t kMostStrangers = 64;

/// What the clients of one server may hold of the descriptors that the process may have, such that
/// those of two leave enough for the producer itself: its camera, files and rings.
std::size_t descriptors_for_clients() noexcept;

}  // namespace framering
