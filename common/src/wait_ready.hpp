#pragma once
// Waiting for descriptors until a deadline, unless somebody interrupts.

#include <poll.h>

#include <span>

#include "framering/clock.hpp"

namespace framering {

enum class Ready { yes, timed_out, interrupted };

/// Waits until poll() has something to say of `descriptors`, or `interrupt` (negative: none)
/// becomes readable. A deadline in the past: one look.
Ready wait_ready(std::span<pollfd> descriptors, int interrupt, Deadline deadline) noexcept;

}  // namespace framering
