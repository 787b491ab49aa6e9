#include "subscription.hpp"

#include <utility>

namespace framering {
namespace {

constexpr std::chrono::milliseconds kAttachInterval(100);

}  // namespace

Subscription::Subscription(std::string stream, SubscriberOptions options)
    : stream_(std::move(stream)), options_(std::move(options)) {}

bool Subscription::attempt_due() noexcept {
  if (Clock::now() < next_attempt_) return false;
  next_attempt_ = deadline_in(kAttachInterval);
  return true;
}

bool Subscription::is_passing(ErrorCode code) noexcept {
  return code == ErrorCode::not_found || code == ErrorCode::timed_out;
}

void Subscription::note(const Welcome& welcome) {
  info_ = welcome.info;
  shares_clock_ = framering::shares_clock(welcome);
}

}  // namespace framering
