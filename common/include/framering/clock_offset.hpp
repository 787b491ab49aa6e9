#pragma once
// How far two clocks are apart, from echoes between them (docs/wire-format.md, "echo").

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace framering {

/// The four stamps of one echo, nanoseconds.
struct EchoStamps {
  std::int64_t sent_ns = 0;      ///< our clock
  std::int64_t received_ns = 0;  ///< the peer's clock
  std::int64_t replied_ns = 0;   ///< the peer's clock
  std::int64_t returned_ns = 0;  ///< our clock

  /// Time on the way, both ways: without what the peer took to answer.
  std::int64_t round_trip_ns() const noexcept {
    return (returned_ns - sent_ns) - (replied_ns - received_ns);
  }
};

/// The peer's clock less ours: offset_ns, give or take uncertainty_ns. The true value lies within,
/// however unlike the two directions are, as long as the clocks run alike.
struct ClockOffset {
  std::int64_t offset_ns = 0;
  std::int64_t uncertainty_ns = 0;
};

/// What the latest echoes say of a peer's clock. Belongs to one thread.
class ClockOffsetEstimator {
 public:
  /// Clocks drift (some 10 µs in a second), so that only so many of the latest echoes count.
  explicit ClockOffsetEstimator(std::size_t window = 16) : window_(window) {}

  void add(const EchoStamps& echo);
  /// Of the echo in the window with the shortest round trip; nothing before the first.
  std::optional<ClockOffset> estimate() const noexcept;

 private:
  std::size_t window_;
  std::deque<EchoStamps> echoes_;
};

}  // namespace framering
