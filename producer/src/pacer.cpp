// Keeps a rate against absolute deadlines.

#include "pacer.hpp"

#include <cmath>
#include <condition_variable>
#include <mutex>

namespace framering::producer {

Deadline PaceSchedule::at(std::uint64_t tick) const {
  const auto offset =
      static_cast<std::int64_t>(std::llround(static_cast<double>(tick) * period_ns_));
  return *start_ + std::chrono::nanoseconds(offset);
}

Deadline PaceSchedule::next(Deadline now) {
  if (!start_) start_ = now;
  const auto elapsed_ns = static_cast<double>((now - *start_).count());
  const auto current = static_cast<std::uint64_t>(std::max(0.0, elapsed_ns / period_ns_));
  if (current > tick_ + kMostToCatchUp) tick_ = current;
  return at(tick_++);
}

bool wait_until(Deadline deadline, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_until(lock, stop, deadline, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace framering::producer
