#include "ring_reader.hpp"

#include <algorithm>

#include "atomics.hpp"

namespace framering {

RingReader::RingReader(std::shared_ptr<const RingMapping> mapping) noexcept
    : mapping_(std::move(mapping)), next_index_(mapping_->geometry().first_index) {
  const std::uint64_t newest = head();
  if (newest > next_index_) next_index_ = newest - 1;
}

RingReader::RingReader(std::shared_ptr<const RingMapping> mapping,
                       std::uint64_t next_index) noexcept
    : mapping_(std::move(mapping)), next_index_(next_index) {}

std::uint64_t RingReader::head() const noexcept {
  return atomics::load_head(mapping_->header().head);
}

std::uint64_t RingReader::oldest(std::uint64_t head) const noexcept {
  const RingGeometry& geometry = mapping_->geometry();
  const std::uint64_t kept = geometry.slot_count - 1;  // the writer is at work in the last one
  return std::max(geometry.first_index, head - std::min(head, kept));
}

RingReader::Slot RingReader::borrow(std::uint64_t index, BorrowedFrame& frame) const noexcept {
  const SlotHeader& slot = mapping_->slot(index);
  const std::uint64_t sequence = atomics::begin_read(slot.sequence);
  if (sequence == sequence_abandoned(index)) return Slot::abandoned;
  if (sequence != sequence_whole(index)) return Slot::gone;
  const FrameDescriptor descriptor = atomics::load_object(slot.descriptor);
  if (!atomics::end_read(slot.sequence, sequence)) return Slot::gone;
  // Whole, but lying about its size or its number: a broken writer. As good as never published.
  if (descriptor.index != index ||
      !is_consistent(descriptor, mapping_->geometry().payload_capacity)) {
    return Slot::abandoned;
  }
  if (frame.memory_ != mapping_) frame.memory_ = mapping_;  // counting takes longer than a look
  frame.sequence_word_ = &slot.sequence;
  frame.sequence_ = sequence;
  frame.payload_ = {mapping_->payload(slot), descriptor.payload_bytes};
  frame.descriptor_ = descriptor;
  frame.passage_ = {};
  return Slot::whole;
}

void RingReader::resume_after_overrun() noexcept {
  // The oldest frame that is left would be overrun next; the middle leaves time to catch up.
  const std::uint64_t now = head();
  const std::uint64_t back = std::min<std::uint64_t>(now, mapping_->geometry().slot_count / 2);
  const std::uint64_t middle = std::max(oldest(now), now - back);
  const std::uint64_t resume = std::max(middle, next_index_ + 1);
  skipped_.missed += resume - next_index_;
  next_index_ = resume;
}

bool RingReader::try_next(BorrowedFrame& frame) noexcept {
  // A sound ring needs fewer rounds; a hostile one could keep its reader here for ever.
  std::uint64_t rounds = 2 * std::uint64_t{mapping_->geometry().slot_count};
  while (next_index_ < head() && rounds-- > 0) {
    switch (borrow(next_index_, frame)) {
      case Slot::whole:
        ++next_index_;
        return true;
      case Slot::abandoned:
        ++skipped_.abandoned;
        ++next_index_;
        break;
      case Slot::gone:
        resume_after_overrun();
        break;
    }
  }
  return false;
}

/// The newest whole frame below `end`; `skipped` says what lies between it and the next one due.
RingReader::Slot RingReader::borrow_newest(std::uint64_t end, BorrowedFrame& frame,
                                           SkipCounts& skipped) const noexcept {
  const std::uint64_t first = std::max(next_index_, oldest(end));
  for (std::uint64_t index = end; index > first;) {
    const Slot slot = borrow(--index, frame);
    if (slot == Slot::gone) return slot;
    if (slot == Slot::whole) {
      skipped.missed = index - next_index_;
      return slot;
    }
    ++skipped.abandoned;
  }
  skipped.missed = first - next_index_;
  return Slot::abandoned;
}

bool RingReader::try_latest(BorrowedFrame& frame) noexcept {
  constexpr int kRounds = 16;  // a sound writer does not come round so often in a row
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t end = head();
    if (end <= next_index_) return false;
    SkipCounts skipped;
    const Slot newest = borrow_newest(end, frame, skipped);
    if (newest != Slot::gone) {
      skipped_.missed += skipped.missed;
      skipped_.abandoned += skipped.abandoned;
      next_index_ = end;
      return newest == Slot::whole;
    }
    // The writer came round meanwhile. Without a newer head to show for it, leave it for later.
    if (head() == end) return false;
  }
  return false;
}

}  // namespace framering
