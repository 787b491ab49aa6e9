#include "waking_thread.hpp"

#include <utility>

#include "quiet_thread.hpp"

namespace framering {

WakingThread::WakingThread() {
  thread_ = start_quiet_thread([this] { run(); });
}

WakingThread::~WakingThread() {
  stopping_ = true;
  wake();
  thread_.join();
}

void WakingThread::serve(std::shared_ptr<const RingWriter> ring) {
  const std::lock_guard guard(mutex_);
  ring_ = std::move(ring);
}

void WakingThread::wake() noexcept {
  ++asked_;
  asked_.notify_one();
}

void WakingThread::run() {
  for (std::uint32_t done = 0; !stopping_;) {
    asked_.wait(done);
    done = asked_;
    std::shared_ptr<const RingWriter> ring;
    {
      const std::lock_guard guard(mutex_);
      ring = ring_;
    }
    if (ring) ring->wake_readers();
  }
}

}  // namespace framering
