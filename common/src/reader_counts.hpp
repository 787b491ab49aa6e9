#pragma once
// How many readers hold the ring, and how many of them are to be woken.

#include <atomic>
#include <cstdint>

namespace framering {

/// Changed by the control server's thread, read by any.
class ReaderCounts {
 public:
  /// Before the reader is given the ring.
  void add(bool sleeps) noexcept {
    ++all_;
    if (!sleeps) return;
    // (K) seq_cst, and the fence, pair with the seq_cst orders of bump_futex() and (L): either a
    // reader that is about to sleep sees the news, whose look at the futex happens after this by
    // way of the socket, or who bumped it sees that there is somebody to be woken.
    sleeping_.fetch_add(1, std::memory_order_seq_cst);
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
  void remove(bool sleeps) noexcept {
    --all_;
    // relaxed: one wake more does no harm.
    if (sleeps) sleeping_.fetch_sub(1, std::memory_order_relaxed);
  }

  std::uint32_t all() const noexcept { return all_.load(); }
  /// To be asked after the futex was bumped.
  // (L) seq_cst, pairs with (K).
  bool any_sleeps() const noexcept { return sleeping_.load(std::memory_order_seq_cst) != 0; }

 private:
  std::atomic<std::uint32_t> all_{0};
  std::atomic<std::uint32_t> sleeping_{0};  // or may
};

}  // namespace framering
