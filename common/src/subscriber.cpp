#include "framering/subscriber.hpp"

#include <utility>

#include "ring_subscription.hpp"
#include "wire_client.hpp"
#include "wire_subscription.hpp"

namespace framering {

struct Subscriber::Impl {
  std::unique_ptr<Subscription> subscription;
};

Subscriber::Subscriber(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Subscriber::Subscriber(Subscriber&&) noexcept = default;
Subscriber& Subscriber::operator=(Subscriber&&) noexcept = default;
Subscriber::~Subscriber() = default;

Result<Subscriber> Subscriber::create(const std::string& stream, const SubscriberOptions& options) {
  if (auto sound = check_options(stream, options); !sound) return sound.error();
  auto impl = std::make_unique<Impl>();
  if (options.transport == Transport::shm) {
    impl->subscription = std::make_unique<RingSubscription>(stream, options);
  } else {
    impl->subscription = std::make_unique<WireSubscription>(stream, options);
  }
  return Subscriber(std::move(impl));
}

ReadStatus Subscriber::next(BorrowedFrame& frame, Deadline deadline) {
  return impl_->subscription->read(Order::next, frame, deadline);
}

ReadStatus Subscriber::latest(BorrowedFrame& frame, Deadline deadline) {
  return impl_->subscription->read(Order::latest, frame, deadline);
}

Connection Subscriber::connection() const noexcept { return impl_->subscription->connection(); }
std::int64_t Subscriber::connection_since_ns() const noexcept {
  return impl_->subscription->connection_since_ns();
}
const Error& Subscriber::error() const noexcept { return impl_->subscription->error(); }
const ReadCounters& Subscriber::counters() const noexcept {
  return impl_->subscription->counters();
}
const std::string& Subscriber::stream() const noexcept { return impl_->subscription->stream(); }
std::string Subscriber::epoch() const { return impl_->subscription->info().epoch; }
std::string Subscriber::source() const { return impl_->subscription->info().source; }
std::uint32_t Subscriber::slots() const noexcept { return impl_->subscription->info().slots; }
Transport Subscriber::transport() const noexcept {
  return impl_->subscription->options().transport;
}
bool Subscriber::shares_clock() const noexcept { return impl_->subscription->shares_clock(); }
std::shared_ptr<const Attachment> Subscriber::attachment() const noexcept {
  return impl_->subscription->attachment();
}

}  // namespace framering
