#include "framering/frame_watcher.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "attachment.hpp"
#include "quiet_thread.hpp"

namespace framering {

struct FrameWatcher::Impl {
  void run();
  std::shared_ptr<const Attachment> wait_until_asked(std::uint32_t& seen);
  bool watched(const std::shared_ptr<const Attachment>& candidate);
  void tell();

  std::function<void()> notify;
  std::mutex mutex;
  std::condition_variable changed;
  std::shared_ptr<const Attachment> attachment;  // what to watch
  std::uint32_t seen = 0;  // news that the loop was told of, or has read itself
  bool told = false;       // notified, not acknowledged
  bool stopping = false;
  std::thread thread;
};

/// Sleeps while there is nothing to watch or the loop has been told and has not come yet.
std::shared_ptr<const Attachment> FrameWatcher::Impl::wait_until_asked(std::uint32_t& since) {
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] {
    if (stopping || !attachment || told) return stopping;
    // Nothing more will come from a ring that is over, and the next may be watched any moment.
    return !attachment->over() || attachment->news() != seen;
  });
  since = seen;
  return stopping ? nullptr : attachment;
}

bool FrameWatcher::Impl::watched(const std::shared_ptr<const Attachment>& candidate) {
  const std::lock_guard guard(mutex);
  return attachment == candidate && !stopping;
}

void FrameWatcher::Impl::tell() {
  {
    const std::lock_guard guard(mutex);
    told = true;
  }
  notify();
}

void FrameWatcher::Impl::run() {
  std::uint32_t since = 0;
  while (const auto current = wait_until_asked(since)) {
    bool news = false;
    while (!news && watched(current)) {
      news = current->news() != since || current->connection_spoke();
      if (!news) current->wait(since, deadline_in(kLookInterval));
    }
    if (news) tell();
  }
}

FrameWatcher::FrameWatcher(std::function<void()> notify) : impl_(std::make_unique<Impl>()) {
  impl_->notify = std::move(notify);
  impl_->thread = start_quiet_thread([impl = impl_.get()] { impl->run(); });
}

FrameWatcher::~FrameWatcher() {
  {
    const std::lock_guard guard(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->changed.notify_all();
  impl_->thread.join();  // within kLookInterval, if it is waiting on a ring
}

void FrameWatcher::watch(std::shared_ptr<const Attachment> attachment) {
  {
    const std::lock_guard guard(impl_->mutex);
    if (impl_->attachment == attachment) return;
    impl_->attachment = std::move(attachment);
    // Whatever it holds already is news to nobody but the loop, which is about to be told.
    if (impl_->attachment) impl_->seen = impl_->attachment->news() - 1;
  }
  impl_->changed.notify_all();
}

void FrameWatcher::acknowledge() noexcept {
  {
    const std::lock_guard guard(impl_->mutex);
    impl_->told = false;
    // The loop reads now, and finds all that there is up to here.
    if (impl_->attachment) impl_->seen = impl_->attachment->news();
  }
  impl_->changed.notify_all();
}

}  // namespace framering
