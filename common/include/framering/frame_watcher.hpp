#pragma once
// For event loops (GLFW, Asio, anything with an fd): a thread that sleeps until a stream has news.

#include <functional>
#include <memory>

namespace framering {

class Attachment;

/// Calls `notify` from its own thread when what it watches, a ring or a connection over which
/// frames come, has a new frame or a new status, or when its producer is gone. Calls are coalesced:
/// none follows until acknowledge(). The loop then calls acknowledge() first and reads its
/// Subscriber second, so that nothing is lost in between.
class FrameWatcher {
 public:
  /// `notify` must be quick and safe to call from another thread: glfwPostEmptyEvent, a write to an
  /// eventfd, asio::post.
  explicit FrameWatcher(std::function<void()> notify);
  ~FrameWatcher();
  FrameWatcher(const FrameWatcher&) = delete;
  FrameWatcher& operator=(const FrameWatcher&) = delete;

  /// What to watch from now on: Subscriber::attachment(). Nothing: sleep. Cheap if unchanged.
  void watch(std::shared_ptr<const Attachment> attachment);

  /// Allows the next call of `notify`.
  void acknowledge() noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace framering
