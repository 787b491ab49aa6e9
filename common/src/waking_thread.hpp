#pragma once
// Wakes a ring's readers, so that the capture thread need not.

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

#include "ring_writer.hpp"

namespace framering {

class WakingThread {
 public:
  /// Throws std::system_error if there can be no thread.
  WakingThread();
  /// Wakes nobody any more.
  ~WakingThread();
  WakingThread(const WakingThread&) = delete;
  WakingThread& operator=(const WakingThread&) = delete;

  /// The ring whose readers it wakes from now on. From any thread.
  void serve(std::shared_ptr<const RingWriter> ring);
  /// Has them woken soon, and does not wait for it; what is asked meanwhile is done by one wake.
  void wake() noexcept;

 private:
  void run();

  std::mutex mutex_;
  std::shared_ptr<const RingWriter> ring_;  // guarded by it
  std::atomic<std::uint32_t> asked_{0};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace framering
