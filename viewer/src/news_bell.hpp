#pragma once
// Wakes a loop that reads more than one subscriber.

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "framering/frame_watcher.hpp"

namespace framering::viewer {

/// A FrameWatcher for each. Belongs to the loop's thread.
class NewsBell {
 public:
  /// `ring` is called from other threads, as FrameWatcher's `notify` is.
  explicit NewsBell(std::function<void()> ring) : ring_(std::move(ring)) {}

  /// Before the loop reads: what comes from now on rings again.
  void acknowledge() noexcept;
  /// After that: what to watch from now on.
  void watch(const std::vector<std::shared_ptr<const Attachment>>& attachments);

 private:
  struct Place {
    std::unique_ptr<FrameWatcher> watcher;
    std::shared_ptr<const Attachment> watched;
  };

  Place& free_place();

  std::function<void()> ring_;
  std::vector<Place> places_;
};

}  // namespace framering::viewer
