#pragma once
// The indices of the frames that a viewer received, one after the other: what was left out, and
// whether an older frame ever followed a newer one.

#include <cstdint>
#include <optional>
#include <string>

namespace framering::viewer {

/// Belongs to one thread.
class IndexTrail {
 public:
  /// A frame of the producer's life `epoch`; `switches` is how often the transport was changed.
  void add(const std::string& epoch, std::uint64_t index, std::uint64_t switches);

  /// The largest distance of two successive frames' indices: 1 if none was left out; 0 before the
  /// second frame.
  std::uint64_t largest_gap() const noexcept { return largest_gap_; }
  /// The same for the three frames after each switch, the first one's distance included.
  std::uint64_t largest_gap_after_switch() const noexcept { return largest_after_switch_; }
  /// How often a frame was not newer than the one before it.
  std::uint64_t went_backwards() const noexcept { return went_backwards_; }
  /// Frames between the last one of a transport and the first of the next.
  std::uint64_t lost_in_switches() const noexcept { return lost_in_switches_; }

 private:
  void add_gap(std::uint64_t gap, bool first_after_switch);

  std::string epoch_;
  std::optional<std::uint64_t> index_;
  std::uint64_t switches_ = 0;
  int since_switch_ = 0;  // frames, as long as they count as after it; 0: long ago
  std::uint64_t largest_gap_ = 0;
  std::uint64_t largest_after_switch_ = 0;
  std::uint64_t went_backwards_ = 0;
  std::uint64_t lost_in_switches_ = 0;
};

}  // namespace framering::viewer
