#pragma once
// The accounts of all transports, of which one is current at a time.

#include <array>
#include <cstdint>
#include <optional>

#include "echo_probe.hpp"
#include "framering/subscriber.hpp"
#include "transport_account.hpp"

namespace framering::viewer {

/// Belongs to one thread.
class TransportAccounts {
 public:
  /// A frame of the subscriber was received. `switches` changes when the subscriber does.
  void add(const Subscriber& subscriber, const BorrowedFrame& frame, std::uint64_t switches);
  /// The frame that was added last is done with. The first one after a switch joins no statistics:
  /// it may have been there before its subscriber was.
  void add(const Ledger& ledger);
  void add(const ProbedEcho& echo);
  /// While more than one transport is received, neither CPU time nor durations are the doing of
  /// one alone; the latter then have statistics of their own, which begin anew each time and after
  /// each switch.
  void set_shared(bool shared);

  const TransportAccount& of(Transport transport) const;
  const TransportAccount& current() const { return of(current_); }
  /// Of the present transport, or the shared ones.
  const LedgerStatistics& statistics() const {
    return shared_ ? shared_statistics_ : current().statistics;
  }
  std::uint64_t missed() const noexcept;

 private:
  TransportAccount& account(Transport transport);
  void add_viewer_cpu();

  std::array<TransportAccount, kTransports.size()> accounts_;
  Transport current_ = Transport::shm;
  std::optional<std::uint64_t> switches_;
  std::uint64_t missed_before_ = 0;          // by the subscriber, and counted
  std::optional<std::int64_t> cpu_then_ns_;  // at the frame before
  bool shared_ = false;
  LedgerStatistics shared_statistics_;
  bool is_first_ = false;  // frame of a subscriber that took over
  std::optional<ProbedEcho> echo_before_;
};

}  // namespace framering::viewer
