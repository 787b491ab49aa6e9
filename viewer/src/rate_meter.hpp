#pragma once
// How many things happen per second, lately.

#include <cstddef>
#include <cstdint>
#include <deque>

namespace framering::viewer {

/// Belongs to one thread.
class RateMeter {
 public:
  /// Something happened at this time, not earlier than what happened before.
  void add(std::int64_t now_ns);

  /// Per second over the last two seconds (at most 256 events); 0 when there was nothing.
  double per_second(std::int64_t now_ns) const noexcept;

 private:
  std::deque<std::int64_t> stamps_ns_;
};

}  // namespace framering::viewer
