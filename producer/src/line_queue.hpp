#pragma once
// Lines for the log from a thread that must not wait for stderr.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "framering/clock.hpp"

namespace framering::producer {

/// Holds a few lines until the main thread logs them. Of those that come in one burst it keeps the
/// first, and of the rest one of each kind; it counts the others. Two lines are of one kind if they
/// differ in their digits alone, as those of a crowd of strangers do.
class LineQueue {
 public:
  static constexpr std::size_t kCapacity = 64;
  static constexpr std::size_t kBurstLines = 8;  ///< kept whatever their kind
  static constexpr std::chrono::seconds kBurst{1};

  /// Keeps `line`, or counts it. From any thread; `now` does not run backwards.
  void push(const std::string& line, Deadline now);
  /// The oldest line, "and 936 more" standing for what was only counted, once its burst is over
  /// and there is room; else nothing. From any thread.
  std::optional<std::string> pop(Deadline now);

 private:
  void end_burst(Deadline now);

  std::mutex mutex_;  // guards all below
  std::deque<std::string> lines_;
  Deadline burst_end_ = Deadline::min();
  std::size_t kept_ = 0;         // of this burst
  std::set<std::string> kinds_;  // of this burst
  std::uint64_t dropped_ = 0;
};

}  // namespace framering::producer
