#include "framering/borrowed_frame.hpp"

#include <cassert>

#include "atomics.hpp"

namespace framering {

BorrowedFrame::BorrowedFrame(std::shared_ptr<const OwnedFrame> frame) noexcept
    : memory_(frame),
      payload_(frame->payload),
      descriptor_(frame->descriptor),
      passage_(frame->passage) {}

bool BorrowedFrame::still_valid() const noexcept {
  if (sequence_word_ == nullptr) return memory_ != nullptr;
  return atomics::end_read(*sequence_word_, sequence_);
}

bool BorrowedFrame::copy_to(std::span<std::byte> target) const noexcept {
  assert(target.size() >= payload_.size());
  if (memory_ == nullptr) return false;
  atomics::copy_payload(target.data(), payload_.data(), payload_.size());
  return still_valid();
}

bool BorrowedFrame::copy_to(OwnedFrame& frame) const {
  frame.descriptor = descriptor_;
  frame.passage = passage_;
  frame.payload.resize(payload_.size());
  return copy_to(std::span<std::byte>(frame.payload));
}

}  // namespace framering
