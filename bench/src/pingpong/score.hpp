#pragma once
// What the processes of a match have in common: who is ready, how far they are, what went wrong.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include "pingpong/link.hpp"
#include "shared_file.hpp"

namespace framering::bench {

class Score {
 public:
  /// Throws std::runtime_error.
  explicit Score(std::size_t cycles);

  /// The nanoseconds of each cycle; the asking side writes them.
  std::span<std::int64_t> cycles_ns() const noexcept { return cycles_ns_; }

  /// Says that one side is connected, and waits for the other. Throws std::runtime_error.
  void wait_for_both(std::chrono::milliseconds patience) const;

  /// How often progress() was called.
  std::uint64_t progress() const noexcept { return state().progress.load(); }
  void note_progress() const noexcept {
    // Relaxed: it orders nothing, it is only seen to move.
    state().progress.fetch_add(1, std::memory_order_relaxed);
  }

  /// The first complaint counts: what follows, as a rule, follows from it.
  void complain(const std::string& line) const noexcept;
  /// Empty: nobody complained. For when no process runs any more.
  std::string complaint() const;

 private:
  struct State {
    std::uint32_t ready = 0;  // sides; a futex
    std::atomic<bool> complained{false};
    std::array<char, 256> complaint{};
    alignas(64) std::atomic<std::uint64_t> progress{0};  // on a line that nobody waits for
  };
  State& state() const noexcept;

  SharedFile memory_;
  std::span<std::int64_t> cycles_ns_;
};

}  // namespace framering::bench
