// A bell that a condition variable hears.

#include "news_wait.hpp"

#include <utility>

namespace framering::viewer {

void NewsWait::wait(Deadline deadline) {
  std::unique_lock lock(mutex_);
  changed_.wait_until(lock, deadline, [&] { return rung_; });
  rung_ = false;
}

void NewsWait::ring() {
  {
    const std::lock_guard guard(mutex_);
    rung_ = true;
  }
  changed_.notify_one();
}

}  // namespace framering::viewer
