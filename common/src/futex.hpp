#pragma once
// Sleeping on a word in shared memory until it changes.

#include <cstdint>

#include "framering/clock.hpp"

namespace framering {

/// Sleeps while `word` is `expected`, until it is woken or the deadline passes; it may also return
/// early. Works on a read-only mapping shared with other processes.
void futex_wait(const std::uint32_t& word, std::uint32_t expected, Deadline deadline) noexcept;

/// Wakes all who sleep on `word`, in every process.
void futex_wake_all(std::uint32_t& word) noexcept;

}  // namespace framering
