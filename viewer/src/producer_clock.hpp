#pragma once
// The producer's clock, where it is not ours.

#include <optional>

#include "framering/clock_offset.hpp"
#include "framering/ledger.hpp"

namespace framering::viewer {

/// Belongs to one thread.
class ProducerClock {
 public:
  void add(const EchoStamps& echo) { estimator_.add(echo); }
  /// Another producer, which may run on another machine.
  void forget() { estimator_ = ClockOffsetEstimator(); }
  /// What it is ahead of ours; nothing before the first echo.
  std::optional<ClockOffset> offset() const noexcept { return estimator_.estimate(); }

  /// The frame's ledger on our clock. As long as it is not known how far that of the producer is
  /// off, the producer's half is left out.
  Ledger ledger_of(const BorrowedFrame& frame, bool shares_clock) const;

 private:
  ClockOffsetEstimator estimator_;
};

}  // namespace framering::viewer
