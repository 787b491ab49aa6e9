#pragma once
// Sleeping until one of several subscribers has news, for a loop that nobody else wakes.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "framering/clock.hpp"
#include "news_bell.hpp"

namespace framering::viewer {

/// Belongs to the loop's thread.
class NewsWait {
 public:
  NewsWait() : bell_([this] { ring(); }) {}

  /// See NewsBell.
  void acknowledge() noexcept { bell_.acknowledge(); }
  void watch(const std::vector<std::shared_ptr<const Attachment>>& attachments) {
    bell_.watch(attachments);
  }
  /// Until something rang since the last wait, or the deadline.
  void wait(Deadline deadline);

 private:
  void ring();

  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = false;
  NewsBell bell_;  // last: its threads ring
};

}  // namespace framering::viewer
