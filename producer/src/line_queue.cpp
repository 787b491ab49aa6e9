#include "line_queue.hpp"

#include <fmt/core.h>

#include <utility>

namespace framering::producer {
namespace {

std::string kind_of(std::string line) {
  std::erase_if(line, [](char c) { return c >= '0' && c <= '9'; });
  return line;
}

}  // namespace

void LineQueue::push(const std::string& line, Deadline now) {
  const std::lock_guard lock(mutex_);
  end_burst(now);
  if (now >= burst_end_) burst_end_ = now + kBurst;
  const bool room = lines_.size() < kCapacity && kept_ < kCapacity;
  if (room && (kinds_.insert(kind_of(line)).second || kept_ < kBurstLines)) {
    lines_.push_back(line);
    ++kept_;
  } else {
    ++dropped_;
  }
}

std::optional<std::string> LineQueue::pop(Deadline now) {
  const std::lock_guard lock(mutex_);
  if (lines_.empty()) end_burst(now);
  if (lines_.empty()) return std::nullopt;
  std::string line = std::move(lines_.front());
  lines_.pop_front();
  return line;
}

void LineQueue::end_burst(Deadline now) {
  if (now < burst_end_) return;
  kept_ = 0;
  kinds_.clear();
  if (dropped_ == 0 || lines_.size() >= kCapacity) return;
  lines_.push_back(fmt::format("and {} more", std::exchange(dropped_, 0)));
}

}  // namespace framering::producer
