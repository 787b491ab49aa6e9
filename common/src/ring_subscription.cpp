#include "ring_subscription.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "control_client.hpp"
#include "error.hpp"
#include "spin_pause.hpp"

namespace framering {
namespace {

constexpr std::chrono::milliseconds kAnswerTimeout(250);
// Who polls may have been told of the producer's death by a FrameWatcher, again and again.
constexpr std::chrono::milliseconds kPolledLookInterval(1);

}  // namespace

ReadStatus RingSubscription::read(Order order, BorrowedFrame& frame, Deadline deadline) {
  for (;;) {
    const auto outcome =
        attachment_ ? read_attached(order, frame, deadline) : wait_for_producer(deadline);
    if (outcome) return *outcome;
  }
}

/// One look at the ring, then one sleep; nothing if it is worth another round.
std::optional<ReadStatus> RingSubscription::read_attached(Order order, BorrowedFrame& frame,
                                                          Deadline deadline) {
  const std::uint32_t seen = attachment_->news();
  const RingStatus status = attachment_->status();  // before the look: what it ends comes before it
  const bool found = order == Order::next ? reader_->try_next(frame) : reader_->try_latest(frame);
  count(reader_->skipped());
  if (found) {
    ++counters_.received;
    return ReadStatus::frame;
  }
  if (status == RingStatus::ended) {
    ended_epoch_ = info().epoch;
    detach();
    return ReadStatus::ended;
  }
  const bool superseded = status == RingStatus::superseded;
  if (superseded ? !follow() : producer_gone_) {
    error_ = make_error(ErrorCode::not_found, "stream " + stream_ + ": its producer is gone");
    detach();
    return std::nullopt;
  }
  if (superseded) {
    // A ring that is superseded from the start, again and again, must not hold us.
    const bool next_too = attachment_->status() == RingStatus::superseded;
    if (next_too && Clock::now() >= deadline) return ReadStatus::timed_out;
    return std::nullopt;
  }
  const auto now = Clock::now();
  const bool polled = now >= deadline;
  if (now - last_look_ >= (polled ? kPolledLookInterval : kLookInterval)) {
    last_look_ = now;
    producer_gone_ = attachment_->connection_spoke();
    if (producer_gone_) return std::nullopt;
  }
  if (polled) return ReadStatus::timed_out;
  wait_for_news(seen, deadline);
  return std::nullopt;
}

void RingSubscription::wait_for_news(std::uint32_t seen, Deadline deadline) const noexcept {
  if (options_.spin) return spin(seen);
  attachment_->wait(seen, std::min(deadline, last_look_ + kLookInterval));
}

/// Looks for news, some tens of microseconds long: then it is time to look at the clock, and to let
/// others run, without whom there may be no news where processors are few.
void RingSubscription::spin(std::uint32_t seen) const noexcept {
  constexpr int kLooks = 2048;
  for (int look = 0; look < kLooks; ++look) {
    if (attachment_->news() != seen) return;
    spin_pause();
  }
  std::this_thread::yield();
}

Hello RingSubscription::hello() const {
  return {.client = options_.client, .spins = options_.spin};
}

std::optional<ReadStatus> RingSubscription::wait_for_producer(Deadline deadline) {
  if (attempt_due()) {
    const auto attached = attach();
    if (attached) return std::nullopt;
    error_ = attached.error();
    if (!is_passing(error_.code)) return ReadStatus::failed;
  }
  if (Clock::now() >= deadline) return ReadStatus::timed_out;
  std::this_thread::sleep_until(std::min(deadline, next_attempt()));
  return std::nullopt;
}

Status RingSubscription::attach() {
  const auto directory = open_directory_of(stream_, options_.directory);
  if (!directory) return directory.error();
  auto next = RingAttachment::attach(*directory, stream_, hello(), deadline_in(kAnswerTimeout));
  if (!next) return next.error();
  if ((*next)->info().epoch == ended_epoch_) {
    return make_error(ErrorCode::not_found, "stream " + stream_ + ": ended by its producer");
  }
  adopt(*std::move(next));
  return Done{};
}

/// Goes on in the ring that supersedes this one; false if its producer does not answer.
bool RingSubscription::follow() {
  auto next = attachment_->attach_next(hello(), deadline_in(kAnswerTimeout));
  if (!next) return false;
  adopt(*std::move(next));
  return true;
}

void RingSubscription::adopt(std::shared_ptr<const RingAttachment> next) {
  if (reader_) next_index_ = reader_->next_index();
  const bool same_life = next->info().epoch == info().epoch;
  attachment_ = std::move(next);
  if (same_life) {
    reader_.emplace(attachment_->mapping(), next_index_);
  } else {
    reader_.emplace(attachment_->mapping());
  }
  note(attachment_->welcome());
  last_look_ = {};
  counted_ = {};
  producer_gone_ = false;
  ++counters_.attachments;
}

void RingSubscription::detach() {
  next_index_ = reader_->next_index();
  reader_.reset();
  attachment_.reset();
  producer_gone_ = false;
  detached_since_ns_ = now_ns();
}

void RingSubscription::count(const SkipCounts& skipped) {
  counters_.missed += skipped.missed - counted_.missed;
  counters_.abandoned += skipped.abandoned - counted_.abandoned;
  counted_ = skipped;
}

Connection RingSubscription::connection() const noexcept {
  if (!attachment_) return Connection::waiting;
  return attachment_->status() == RingStatus::no_signal ? Connection::no_signal : Connection::live;
}

std::int64_t RingSubscription::connection_since_ns() const noexcept {
  return attachment_ ? attachment_->status_since_ns() : detached_since_ns_;
}

}  // namespace framering
