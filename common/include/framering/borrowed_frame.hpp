#pragma once
// A frame read where it lies, and a frame copied out of the ring.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "framering/frame_descriptor.hpp"

namespace framering {

class RingMapping;

/// A frame with its own memory.
struct OwnedFrame {
  FrameDescriptor descriptor;
  std::vector<std::byte> payload;  ///< descriptor.payload_bytes bytes
};

/// A frame in the ring, not copied. The producer does not know about it and will overwrite it after
/// slots - 1 further frames: whatever is computed from payload() counts only if still_valid() holds
/// afterwards. Copies of it may be used by other threads. Keeps the mapping alive, so that the
/// bytes stay readable for ever.
class BorrowedFrame {
 public:
  BorrowedFrame() = default;  ///< no frame

  explicit operator bool() const noexcept { return mapping_ != nullptr; }

  /// A checked copy: everything it points at lies within payload().
  const FrameDescriptor& descriptor() const noexcept { return descriptor_; }

  /// The payload in shared memory, for reading in place.
  std::span<const std::byte> payload() const noexcept { return payload_; }

  /// Whether all that was read from payload() so far belongs to this frame.
  [[nodiscard]] bool still_valid() const noexcept;

  /// Copies the payload into `target`, which has payload().size() bytes or more and is 8-byte
  /// aligned, by words that do not race with the writer. False: overtaken, the copy is void.
  [[nodiscard]] bool copy_to(std::span<std::byte> target) const noexcept;

  /// Copies frame and payload into `frame`, reusing its memory. False: overtaken, the copy is void.
  [[nodiscard]] bool copy_to(OwnedFrame& frame) const;

 private:
  friend class RingReader;
  std::shared_ptr<const RingMapping> mapping_;
  const std::uint64_t* sequence_word_ = nullptr;
  std::uint64_t sequence_ = 0;
  std::span<const std::byte> payload_;
  FrameDescriptor descriptor_;
};

}  // namespace framering
