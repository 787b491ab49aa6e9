#pragma once
// The ledger of a frame: when it passed each stage from the sensor to the screen.

#include <array>
#include <cstdint>
#include <string_view>

#include "framering/borrowed_frame.hpp"
#include "framering/latency_window.hpp"

namespace framering {

/// Stamps of one frame, CLOCK_MONOTONIC nanoseconds; 0 where a stage was not passed.
struct Ledger {
  std::int64_t captured_ns = 0;   ///< light on the sensor, as near as is known
  std::int64_t acquired_ns = 0;   ///< the producer has it
  std::int64_t published_ns = 0;  ///< about to become visible
  std::int64_t sent_ns = 0;       ///< a server began to send it; 0 in shared memory
  std::int64_t received_ns = 0;   ///< the reader can read all of it
  std::int64_t uploaded_ns = 0;   ///< it is in the texture
  std::int64_t presented_ns = 0;  ///< buffers swapped, the GPU done
};

/// The producer's half of a frame's ledger, and when it was received if it was sent: otherwise that
/// is for the reader to stamp. `producer_ahead_ns`: what the producer's clock is ahead of ours
/// (ClockOffset); its stamps are put on ours.
Ledger ledger_of(const BorrowedFrame& frame, std::int64_t producer_ahead_ns = 0) noexcept;

/// From one stamp to another. `kStages` holds each step and the whole way, in order, and then what
/// published_to_received is made of where frames are sent.
struct Stage {
  std::string_view name;  ///< "captured_to_acquired"
  std::int64_t Ledger::*from;
  std::int64_t Ledger::*to;
};

inline constexpr std::array<Stage, 9> kStages = {{
    {"captured_to_acquired", &Ledger::captured_ns, &Ledger::acquired_ns},
    {"acquired_to_published", &Ledger::acquired_ns, &Ledger::published_ns},
    {"published_to_received", &Ledger::published_ns, &Ledger::received_ns},
    {"received_to_uploaded", &Ledger::received_ns, &Ledger::uploaded_ns},
    {"uploaded_to_presented", &Ledger::uploaded_ns, &Ledger::presented_ns},
    {"captured_to_received", &Ledger::captured_ns, &Ledger::received_ns},
    {"captured_to_presented", &Ledger::captured_ns, &Ledger::presented_ns},
    {"published_to_sent", &Ledger::published_ns, &Ledger::sent_ns},
    {"sent_to_received", &Ledger::sent_ns, &Ledger::received_ns},
}};

/// A window of durations per stage. Belongs to one thread.
class LedgerStatistics {
 public:
  /// Adds every stage of which the ledger has both ends.
  void add(const Ledger& ledger);
  /// Durations of kStages[stage], in microseconds.
  const LatencyWindow& stage(std::size_t stage) const { return windows_[stage]; }

 private:
  std::array<LatencyWindow, kStages.size()> windows_;
};

}  // namespace framering
