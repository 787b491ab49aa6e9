#pragma once
// Waiting for a condition, with a deadline that is generous: a loaded machine must not fail a test.

#include <chrono>
#include <thread>

#include "framering/clock.hpp"

namespace framering::test {

inline Deadline soon() { return deadline_in(std::chrono::seconds(20)); }
/// A deadline that has passed: "do not wait".
inline Deadline past() { return Clock::now() - std::chrono::seconds(1); }

/// Whether `condition()` became true before the deadline. Looks every millisecond.
template <typename Condition>
bool wait_until(Condition condition, Deadline deadline = soon()) {
  while (!condition()) {
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace framering::test
