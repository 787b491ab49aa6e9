#pragma once
// Reads a stream where it lies, in the ring.

#include <optional>

#include "framering/clock.hpp"
#include "ring_attachment.hpp"
#include "ring_reader.hpp"
#include "subscription.hpp"

namespace framering {

class RingSubscription final : public Subscription {
 public:
  using Subscription::Subscription;

  ReadStatus read(Order order, BorrowedFrame& frame, Deadline deadline) override;
  Connection connection() const noexcept override;
  std::int64_t connection_since_ns() const noexcept override;
  std::shared_ptr<const Attachment> attachment() const noexcept override { return attachment_; }

 private:
  std::optional<ReadStatus> read_attached(Order order, BorrowedFrame& frame, Deadline deadline);
  std::optional<ReadStatus> wait_for_producer(Deadline deadline);
  void wait_for_news(std::uint32_t seen, Deadline deadline) const noexcept;
  void spin(std::uint32_t seen) const noexcept;
  Hello hello() const;
  Status attach();
  bool follow();
  void adopt(std::shared_ptr<const RingAttachment> next);
  void detach();
  void count(const SkipCounts& skipped);

  std::shared_ptr<const RingAttachment> attachment_;  // empty: attached to nothing
  std::optional<RingReader> reader_;
  SkipCounts counted_;  // of what reader_ has skipped, what is in the counters already
  std::uint64_t next_index_ = 0;
  std::int64_t detached_since_ns_ = now_ns();
  bool producer_gone_ = false;     // the connection spoke: read what is left, then detach
  Clock::time_point last_look_{};  // at the connection
};

}  // namespace framering
