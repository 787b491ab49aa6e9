#pragma once
// What a drawn frame costs, once the first have been drawn.

#include <cstdint>
#include <optional>

namespace framering::viewer {

/// CPU time of all threads of this process, for each frame that was presented. The first kWarmUp
/// frames are left out: attaching, the driver's compiler and first touches of memory are no part
/// of what a frame costs. Belongs to one thread.
class DrawingCost {
 public:
  static constexpr std::uint64_t kWarmUp = 30;  // frames

  /// A frame was presented: when, and the CPU time that the process has used by then.
  void add(std::int64_t presented_ns, std::int64_t cpu_ns) noexcept;

  /// Frames that the figures are of; those are nothing without any.
  std::uint64_t frames() const noexcept { return seen_ > kWarmUp ? seen_ - kWarmUp : 0; }
  std::optional<double> cpu_us_per_frame() const noexcept;
  std::optional<double> fps() const noexcept;

 private:
  struct Moment {
    std::int64_t presented_ns = 0;
    std::int64_t cpu_ns = 0;
  };

  std::uint64_t seen_ = 0;
  Moment first_;  // of the last frame of the warm-up
  Moment last_;
};

}  // namespace framering::viewer
