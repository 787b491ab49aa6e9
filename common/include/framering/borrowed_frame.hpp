#pragma once
// A frame read where it lies, and a frame copied out of the ring.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "framering/frame_descriptor.hpp"

namespace framering {

/// When a frame left its machine's ring and when it arrived, if it was sent.
struct Passage {
  std::int64_t sent_ns = 0;      ///< the server began to send it, on the producer's clock
  std::int64_t received_ns = 0;  ///< all of it was there, on ours
};

/// A frame with its own memory.
struct OwnedFrame {
  FrameDescriptor descriptor;
  std::vector<std::byte> payload;  ///< descriptor.payload_bytes bytes
  Passage passage;
};

/// A frame in the ring, not copied. The producer does not know about it and will overwrite it after
/// slots - 1 further frames: whatever is computed from payload() counts only if still_valid() holds
/// afterwards. (One that was sent through a pipe or a socket lies in memory of its own, and is
/// valid for good.) Copies of it may be used by other threads. Keeps the memory alive, so that the
/// bytes stay readable for ever.
class BorrowedFrame {
 public:
  BorrowedFrame() = default;  ///< no frame
  /// A frame that lies in memory of its own, which is shared.
  explicit BorrowedFrame(std::shared_ptr<const OwnedFrame> frame) noexcept;

  explicit operator bool() const noexcept { return memory_ != nullptr; }

  /// A checked copy: everything it points at lies within payload().
  const FrameDescriptor& descriptor() const noexcept { return descriptor_; }

  /// Zeros unless it was sent to us.
  const Passage& passage() const noexcept { return passage_; }

  /// The payload where it lies, for reading in place.
  std::span<const std::byte> payload() const noexcept { return payload_; }

  /// Whether all that was read from payload() so far belongs to this frame.
  [[nodiscard]] bool still_valid() const noexcept;

  /// Copies the payload into `target`, which has payload().size() bytes or more, without a data
  /// race with the writer. False: overtaken, the copy is void.
  [[nodiscard]] bool copy_to(std::span<std::byte> target) const noexcept;

  /// Copies frame and payload into `frame`, reusing its memory. False: overtaken, the copy is void.
  [[nodiscard]] bool copy_to(OwnedFrame& frame) const;

 private:
  friend class RingReader;
  std::shared_ptr<const void> memory_;
  const std::uint64_t* sequence_word_ = nullptr;  // none: the memory is the frame's own
  std::uint64_t sequence_ = 0;
  std::span<const std::byte> payload_;
  FrameDescriptor descriptor_;
  Passage passage_;
};

}  // namespace framering
