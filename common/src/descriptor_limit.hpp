#pragma once
// How many of the process's descriptors clients may take.

#include <cstddef>

namespace framering {

/// What the clients of one server may hold of the descriptors that the process may have, such that
/// those of two leave enough for the producer itself: its camera, files and rings.
std::size_t descriptors_for_clients() noexcept;

}  // namespace framering
