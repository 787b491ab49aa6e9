#pragma once
// Reads a stream whose frames are sent to us, through FIFOs or TCP.

#include <optional>

#include "frame_pool.hpp"
#include "subscription.hpp"
#include "wire_receiver.hpp"

namespace framering {

class WireSubscription final : public Subscription {
 public:
  using Subscription::Subscription;

  ReadStatus read(Order order, BorrowedFrame& frame, Deadline deadline) override;
  Connection connection() const noexcept override;
  std::int64_t connection_since_ns() const noexcept override;
  std::shared_ptr<const Attachment> attachment() const noexcept override;

 private:
  std::optional<ReadStatus> start(Order order, Deadline deadline);
  std::optional<ReadStatus> take(Order order, BorrowedFrame& frame, Deadline deadline);
  ReadStatus deliver(WireInbox::Delivery delivery, BorrowedFrame& frame);
  std::optional<ReadStatus> finish(const WireEnd& end);
  void note_welcome();

  FramePool pool_;
  WireHistory history_;
  std::unique_ptr<WireReceiver> receiver_;  // empty: between two attempts to connect
  bool welcomed_ = false;                   // by the server that receiver_ is connected to
  std::int64_t waiting_since_ns_ = now_ns();
};

}  // namespace framering
