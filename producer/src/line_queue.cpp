#include "line_queue.hpp"

#include <fmt/core.h>

#include <utility>

namespace framering::producer {

void LineQueue::push(const std::string& line) {
  const std::lock_guard lock(mutex_);
  if (lines_.size() < kCapacity) {
    lines_.push_back(line);
  } else {
    ++dropped_;
  }
}

std::optional<std::string> LineQueue::pop() {
  const std::lock_guard lock(mutex_);
  if (!lines_.empty()) {
    std::string line = std::move(lines_.front());
    lines_.pop_front();
    return line;
  }
  if (dropped_ == 0) return std::nullopt;
  return fmt::format("and {} more", std::exchange(dropped_, 0));
}

}  // namespace framering::producer
