#pragma once
// Waiting for a condition, with a deadline that is generous: a busy machine must not fail a test.

#include <poll.h>

#include <chrono>

#include "framering/clock.hpp"

namespace framering::test {

inline Deadline soon() { return deadline_in(std::chrono::seconds(60)); }
/// A deadline that has passed: "do not wait".
inline Deadline past() { return Clock::now() - std::chrono::seconds(1); }

/// Looks at `condition()` again and again until it holds or the deadline has passed; whether it
/// held.
template <typename Condition>
bool eventually(Deadline deadline, Condition condition) {
  constexpr int kPauseMilliseconds = 2;
  while (!condition()) {
    if (Clock::now() >= deadline) return condition();
    ::poll(nullptr, 0, kPauseMilliseconds);
  }
  return true;
}

template <typename Condition>
bool eventually(Condition condition) {
  return eventually(soon(), condition);
}

}  // namespace framering::test
