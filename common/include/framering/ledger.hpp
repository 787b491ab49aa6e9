#pragma once
// The ledger of a frame: when it passed each stage from the sensor to the screen.

#include <array>
#include <cstdint>
#include <string_view>

#include "framering/frame_descriptor.hpp"
#include "framering/latency_window.hpp"

namespace framering {

/// Stamps of one frame, CLOCK_MONOTONIC nanoseconds; 0 where a stage was not passed.
struct Ledger {
  std::int64_t captured_ns = 0;   ///< light on the sensor, as near as is known
  std::int64_t acquired_ns = 0;   ///< the producer has it
  std::int64_t published_ns = 0;  ///< about to become visible
  std::int64_t received_ns = 0;   ///< the reader can read all of it
  std::int64_t uploaded_ns = 0;   ///< it is in the texture
  std::int64_t presented_ns = 0;  ///< buffers swapped, the GPU done
};

/// The producer's half of a frame's ledger.
Ledger ledger_of(const FrameDescriptor& descriptor) noexcept;

/// From one stamp to another. `kStages` holds each step and the whole way, in order.
struct Stage {
  std::string_view name;  ///< "captured_to_acquired"
  std::int64_t Ledger::*from;
  std::int64_t Ledger::*to;
};

inline constexpr std::array<Stage, 7> kStages = {{
    {"captured_to_acquired", &Ledger::captured_ns, &Ledger::acquired_ns},
    {"acquired_to_published", &Ledger::acquired_ns, &Ledger::published_ns},
    {"published_to_received", &Ledger::published_ns, &Ledger::received_ns},
    {"received_to_uploaded", &Ledger::received_ns, &Ledger::uploaded_ns},
    {"uploaded_to_presented", &Ledger::uploaded_ns, &Ledger::presented_ns},
    {"captured_to_received", &Ledger::captured_ns, &Ledger::received_ns},
    {"captured_to_presented", &Ledger::captured_ns, &Ledger::presented_ns},
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
