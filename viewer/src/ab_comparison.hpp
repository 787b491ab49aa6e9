#pragma once
// The same frames over two transports, matched by index.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "framering/borrowed_frame.hpp"
#include "framering/ledger.hpp"

namespace framering::viewer {

/// The left half of the picture and the right one.
enum class Side { a, b };

/// Each side's frames come in the order of their index. Frames are kept until it is clear whether
/// they match, which keeps their memory. Belongs to one thread.
class AbComparison {
 public:
  /// A frame of one side, its ledger from captured to received on our clock.
  void add(Side side, const BorrowedFrame& frame, const Ledger& ledger);

  /// Frames that both sides received.
  std::uint64_t matched() const noexcept { return matched_; }
  /// Frames that this side alone received, of those between the first and the last match.
  std::uint64_t unmatched(Side side) const noexcept { return unmatched_[position(side)]; }
  /// Matched frames whose payloads could be compared: both were still there.
  std::uint64_t compared() const noexcept { return compared_; }
  /// Of those, the ones that were equal in every byte.
  std::uint64_t identical() const noexcept { return identical_; }

  /// Captured to received, of matched frames, microseconds.
  const LatencyWindow& latency_us(Side side) const { return latency_us_[position(side)]; }
  /// How much later B received a matched frame than A, microseconds; may be negative.
  const LatencyWindow& difference_us() const noexcept { return difference_us_; }

 private:
  struct Waiting {
    BorrowedFrame frame;
    Ledger ledger;
  };

  static std::size_t position(Side side) noexcept { return static_cast<std::size_t>(side); }
  void drop_older(Side side, std::uint64_t index);
  void match(const Waiting& a, const Waiting& b);
  void compare(const BorrowedFrame& a, const BorrowedFrame& b);

  std::array<std::deque<Waiting>, 2> waiting_;
  std::array<std::uint64_t, 2> unmatched_{};
  std::array<std::uint64_t, 2> alone_{};  // dropped since the last match
  std::array<LatencyWindow, 2> latency_us_;
  LatencyWindow difference_us_;
  std::uint64_t matched_ = 0;
  std::uint64_t compared_ = 0;
  std::uint64_t identical_ = 0;
};

}  // namespace framering::viewer
