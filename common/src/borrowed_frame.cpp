#include "framering/borrowed_frame.hpp"

#include <cassert>

#include "atomics.hpp"

namespace framering {

bool BorrowedFrame::still_valid() const noexcept {
  return mapping_ != nullptr && atomics::end_read(*sequence_word_, sequence_);
}

bool BorrowedFrame::copy_to(std::span<std::byte> target) const noexcept {
  assert(target.size() >= payload_.size());
  if (mapping_ == nullptr) return false;
  atomics::load_bytes(target.data(), payload_.data(), payload_.size());
  return still_valid();
}

bool BorrowedFrame::copy_to(OwnedFrame& frame) const {
  frame.descriptor = descriptor_;
  frame.payload.resize(payload_.size());
  return copy_to(std::span<std::byte>(frame.payload));
}

}  // namespace framering
