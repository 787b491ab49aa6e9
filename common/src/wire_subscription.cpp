#include "wire_subscription.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "error.hpp"
#include "framering/stream.hpp"

namespace framering {

ReadStatus WireSubscription::read(Order order, BorrowedFrame& frame, Deadline deadline) {
  for (;;) {
    const auto outcome = receiver_ ? take(order, frame, deadline) : start(order, deadline);
    if (outcome) return *outcome;
  }
}

/// Begins the next attempt when it is due; nothing if it is under way.
std::optional<ReadStatus> WireSubscription::start(Order order, Deadline deadline) {
  if (!attempt_due()) {
    if (Clock::now() >= deadline) return ReadStatus::timed_out;
    std::this_thread::sleep_until(std::min(deadline, next_attempt()));
    return std::nullopt;
  }
  auto receiver = WireReceiver::start({stream_, options_, ended_epoch_, history_, &pool_}, order);
  if (!receiver) {
    error_ = receiver.error();
    return ReadStatus::failed;
  }
  receiver_ = *std::move(receiver);
  return std::nullopt;
}

std::optional<ReadStatus> WireSubscription::take(Order order, BorrowedFrame& frame,
                                                 Deadline deadline) {
  auto taken = receiver_->inbox()->take(order, deadline);
  note_welcome();
  if (auto* delivery = std::get_if<WireInbox::Delivery>(&taken)) {
    return deliver(std::move(*delivery), frame);
  }
  if (const auto* end = std::get_if<WireEnd>(&taken)) return finish(*end);
  return ReadStatus::timed_out;
}

ReadStatus WireSubscription::deliver(WireInbox::Delivery delivery, BorrowedFrame& frame) {
  frame = BorrowedFrame(std::move(delivery.frame));
  ++counters_.received;
  counters_.missed += delivery.missed;
  return ReadStatus::frame;
}

/// What the end of the connection means to the reader; nothing if it is worth another attempt.
std::optional<ReadStatus> WireSubscription::finish(const WireEnd& end) {
  history_ = receiver_->stop();
  receiver_.reset();
  if (std::exchange(welcomed_, false)) waiting_since_ns_ = now_ns();
  if (end.kind == WireEnd::Kind::completed) {
    ended_epoch_ = info().epoch;
    return ReadStatus::ended;
  }
  error_ = end.error;
  return is_passing(error_.code) ? std::nullopt : std::optional(ReadStatus::failed);
}

void WireSubscription::note_welcome() {
  const auto welcome = receiver_->inbox()->take_welcome();
  if (!welcome) return;
  note(*welcome);
  welcomed_ = true;
  ++counters_.attachments;
  if (stream_.empty() && check_stream_name(welcome->info.name)) stream_ = welcome->info.name;
}

Connection WireSubscription::connection() const noexcept {
  return welcomed_ ? receiver_->inbox()->status().connection : Connection::waiting;
}

std::int64_t WireSubscription::connection_since_ns() const noexcept {
  return welcomed_ ? receiver_->inbox()->status().since_ns : waiting_since_ns_;
}

std::shared_ptr<const Attachment> WireSubscription::attachment() const noexcept {
  return receiver_ ? receiver_->inbox() : nullptr;
}

}  // namespace framering
