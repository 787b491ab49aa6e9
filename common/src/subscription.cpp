#include "subscription.hpp"

#include <utility>

#include "clock_name.hpp"

namespace framering {
namespace {

constexpr std::chrono::milliseconds kAttachInterval(100);

}  // namespace

Subscription::Subscription(std::string stream, SubscriberOptions options)
    : stream_(std::move(stream)), options_(std::move(options)), own_clock_(clock_name()) {}

bool Subscription::attempt_due() noexcept {
  if (Clock::now() < next_attempt_) return false;
  next_attempt_ = deadline_in(kAttachInterval);
  return true;
}

bool Subscription::is_passing(ErrorCode code) noexcept {
  return code == ErrorCode::not_found || code == ErrorCode::timed_out;
}

void Subscription::note(const StreamInfo& info, const std::string& clock) {
  info_ = info;
  // A producer that names no clock is on this machine, or speaks an unfinished protocol.
  shares_clock_ = clock.empty() || clock == own_clock_;
}

}  // namespace framering
