#pragma once
// Waiting without sleeping.

#include <sched.h>

#include <cstdint>

#include "spin_pause.hpp"

namespace framering::bench {

/// What a side that spins does between two looks: the same for a bare word as for the ring, so that
/// their ratio is that of what they look at. After some thousand looks it lets others run: on a
/// single free core, the other side could not answer before its own time slice otherwise.
class Spin {
 public:
  void pause() noexcept {
    spin_pause();
    if (++looks_ % kLooks == 0) ::sched_yield();
  }

 private:
  static constexpr std::uint32_t kLooks = 2048;
  std::uint32_t looks_ = 0;
};

}  // namespace framering::bench
