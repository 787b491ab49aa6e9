#pragma once
// Lines for the log from a thread that must not wait for stderr.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

namespace framering::producer {

/// Holds a few lines until the main thread logs them; counts those that found no room.
class LineQueue {
 public:
  static constexpr std::size_t kCapacity = 64;

  /// Keeps `line`, or counts it if there is no room. From any thread.
  void push(const std::string& line);
  /// The oldest line; after the last one "and 936 more" if some found no room; else nothing. From
  /// any thread.
  std::optional<std::string> pop();

 private:
  std::mutex mutex_;
  std::deque<std::string> lines_;
  std::uint64_t dropped_ = 0;
};

}  // namespace framering::producer
