// Booking each frame and each echo to its transport.

#include "transport_accounts.hpp"

#include <utility>

namespace framering::viewer {

const TransportAccount& TransportAccounts::of(Transport transport) const {
  return accounts_[static_cast<std::size_t>(transport)];
}

TransportAccount& TransportAccounts::account(Transport transport) {
  return accounts_[static_cast<std::size_t>(transport)];
}

void TransportAccounts::add(const Subscriber& subscriber, const BorrowedFrame& frame,
                            std::uint64_t switches) {
  const std::uint64_t missed = subscriber.counters().missed;
  current_ = subscriber.transport();
  is_first_ = switches != 0 && switches_ != switches;
  if (std::exchange(switches_, switches) != switches) {
    // What a new subscriber missed before its first frame was shown by the one before it.
    missed_before_ = switches == 0 ? 0 : missed;
    cpu_then_ns_.reset();
    shared_statistics_ = {};
  }
  TransportAccount& booked = account(current_);
  ++booked.frames;
  booked.missed += missed - std::exchange(missed_before_, missed);
  booked.bytes_copied += bytes_copied(current_, frame.descriptor().payload_bytes);
  add_viewer_cpu();
}

void TransportAccounts::add_viewer_cpu() {
  const std::int64_t cpu_ns = process_cpu_ns();
  const auto before_ns = std::exchange(cpu_then_ns_, cpu_ns);
  if (!before_ns || shared_) return;
  CpuShare& share = account(current_).viewer_cpu;
  share.cpu_ns += cpu_ns - *before_ns;
  ++share.frames;
}

void TransportAccounts::add(const Ledger& ledger) {
  if (is_first_) return;
  (shared_ ? shared_statistics_ : account(current_).statistics).add(ledger);
}

void TransportAccounts::add(const ProbedEcho& echo) {
  const bool continues = echo_before_ && echo_before_->connection == echo.connection;
  account(echo.transport)
      .add(echo.echo, continues && !shared_ ? std::optional(echo_before_->echo) : std::nullopt);
  echo_before_ = echo;
}

void TransportAccounts::set_shared(bool shared) {
  shared_ = shared;
  shared_statistics_ = {};
  cpu_then_ns_.reset();
  echo_before_.reset();
}

std::uint64_t TransportAccounts::missed() const noexcept {
  std::uint64_t missed = 0;
  for (const TransportAccount& account : accounts_) missed += account.missed;
  return missed;
}

}  // namespace framering::viewer
