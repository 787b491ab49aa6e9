// Ledgers across clocks.

#include "producer_clock.hpp"

namespace framering::viewer {

Ledger ProducerClock::ledger_of(const BorrowedFrame& frame, bool shares_clock) const {
  if (shares_clock) return framering::ledger_of(frame);
  if (const auto known = offset()) return framering::ledger_of(frame, known->offset_ns);
  return {.received_ns = frame.passage().received_ns};
}

}  // namespace framering::viewer
