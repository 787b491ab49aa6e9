#pragma once
// The writing side of one ring: the seqlock protocol, no sockets.

#include <array>
#include <cstdint>
#include <span>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"
#include "ring_header.hpp"
#include "ring_memory.hpp"

namespace framering {

using Epoch = std::array<std::uint8_t, 16>;

struct RingOptions {
  std::uint32_t slots = 8;
  std::uint64_t payload_capacity = 0;  ///< bytes
  Epoch epoch{};
  std::uint32_t ring_number = 0;
  std::uint64_t first_index = 0;
};

/// One writer: begin(), publish() and abandon() belong to one thread. set_status() may be called
/// from any. One that was moved from must not be used.
class RingWriter {
 public:
  /// Errors: invalid (no slots, no capacity, sizes that overflow), no_memory, system.
  static Result<RingWriter> create(const RingOptions& options);

  std::uint64_t payload_capacity() const noexcept { return geometry_.payload_capacity; }
  std::uint32_t slots() const noexcept { return geometry_.slot_count; }
  /// The index that the next begin() takes.
  std::uint64_t next_index() const noexcept { return next_index_; }
  const RingMemory& memory() const noexcept { return memory_; }

  /// Opens the next slot for writing and returns its payload. Publish or abandon it before the
  /// next.
  std::span<std::byte> begin() noexcept;
  /// Makes the slot a frame that readers see, with its index and the time of now. Who sleeps is to
  /// be woken by wake_readers().
  void publish(const FrameDescriptor& descriptor) noexcept;
  /// Gives the slot up; readers skip its index. Wakes nobody.
  void abandon() noexcept;

  /// Wakes all who sleep, in one call whose time grows with their number. From any thread.
  void wake_readers() const noexcept;

  /// Tells the readers, and wakes them.
  void set_status(RingStatus status) noexcept;
  /// Tells the readers whether the source delivers, unless the ring is superseded or has ended.
  void set_signal(bool present) noexcept;
  RingStatus status() const noexcept;
  std::int64_t status_since_ns() const noexcept;  ///< of what status() said just before

 private:
  RingWriter(RingMemory memory, const RingGeometry& geometry) noexcept;
  RingHeader& header() const noexcept { return *reinterpret_cast<RingHeader*>(memory_.data()); }
  SlotHeader& slot_at(std::uint64_t index) const noexcept {
    return *reinterpret_cast<SlotHeader*>(memory_.data() + geometry_.slot_offset(index));
  }
  void finish(std::uint64_t sequence) noexcept;
  void change_status(RingStatus from, RingStatus to) noexcept;
  void announce() noexcept;

  RingMemory memory_;
  RingGeometry geometry_;
  std::uint64_t next_index_;
  SlotHeader* slot_;  // that of next_index_, which takes a division to find
};

}  // namespace framering
