#pragma once
// The reading side of one ring: the seqlock protocol, no sockets.

#include <cstdint>
#include <memory>

#include "framering/borrowed_frame.hpp"
#include "framering/clock.hpp"
#include "ring_memory.hpp"

namespace framering {

/// What became of the indices that a reader went past.
struct SkipCounts {
  std::uint64_t missed = 0;     ///< overrun, or skipped for a newer one
  std::uint64_t abandoned = 0;  ///< never published
};

/// Reads the frames of one ring without ever waiting. Belongs to one thread.
class RingReader {
 public:
  /// Begins with the newest frame of the ring, or with its first one to come.
  explicit RingReader(std::shared_ptr<const RingMapping> mapping) noexcept;
  /// Begins with the frame `next_index`, or in the middle of what is there if it is gone.
  RingReader(std::shared_ptr<const RingMapping> mapping, std::uint64_t next_index) noexcept;

  /// The next frame in order, if there is one.
  [[nodiscard]] bool try_next(BorrowedFrame& frame) noexcept;
  /// The newest frame, if there is one that was not delivered before.
  [[nodiscard]] bool try_latest(BorrowedFrame& frame) noexcept;

  /// The index of the frame that try_next() would deliver.
  std::uint64_t next_index() const noexcept { return next_index_; }
  const SkipCounts& skipped() const noexcept { return skipped_; }

 private:
  enum class Slot { whole, abandoned, gone };
  Slot borrow(std::uint64_t index, BorrowedFrame& frame) const noexcept;
  Slot borrow_newest(std::uint64_t end, BorrowedFrame& frame, SkipCounts& skipped) const noexcept;
  std::uint64_t head() const noexcept;
  std::uint64_t oldest(std::uint64_t head) const noexcept;
  void resume_after_overrun() noexcept;

  std::shared_ptr<const RingMapping> mapping_;
  std::uint64_t next_index_;
  SkipCounts skipped_;
};

}  // namespace framering
