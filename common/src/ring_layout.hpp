#pragma once
// The ring's memory, byte for byte. The normative page is docs/ring-format.md.
//
//   0               4096 = slots_offset     + slot_stride
//   +---------------+-----------------------+-----------------------+--
//   | RingHeader    | slot 0                | slot 1                | ...
//   +---------------+-----------------------+-----------------------+--
//                   | SlotHeader | payload  |
//                   0            4096 = payload_offset
//
// A frame of index i lives in slot i % slot_count. The words that the writer changes are read and
// written through atomics.hpp alone.

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "framering/frame_descriptor.hpp"

namespace framering {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");
static_assert(std::atomic_ref<std::uint64_t>::is_always_lock_free);
static_assert(std::atomic_ref<std::uint32_t>::is_always_lock_free);

inline constexpr std::array<char, 8> kRingMagic = {'F', 'R', 'A', 'M', 'R', 'I', 'N', 'G'};
inline constexpr std::uint32_t kRingVersion = 1;
inline constexpr std::uint32_t kRingCompatVersion = 1;

/// What happens to the ring, for readers that find no new frame. Numbers of the ring format.
enum class RingStatus : std::uint32_t {
  live = 0,
  no_signal = 1,   ///< the source delivers nothing; frames may come again
  superseded = 2,  ///< the stream goes on in the next ring: ask the control socket
  ended = 3,       ///< the producer ended the stream on purpose
};

struct RingHeader {
  // Constant from creation on.
  std::array<char, 8> magic{};
  std::uint32_t version = 0;         ///< format that the writer wrote
  std::uint32_t compat_version = 0;  ///< oldest reader version that can read it
  std::uint32_t header_bytes = 0;
  std::uint32_t slot_count = 0;
  std::uint64_t slots_offset = 0;
  std::uint64_t slot_stride = 0;
  std::uint64_t payload_offset = 0;
  std::uint64_t payload_capacity = 0;
  std::uint64_t total_bytes = 0;
  std::array<std::uint8_t, 16> epoch{};
  std::uint32_t ring_number = 0;
  std::uint32_t reserved0 = 0;
  std::uint64_t first_index = 0;  ///< of the first frame in this ring
  std::int64_t created_ns = 0;
  std::array<std::uint8_t, 24> reserved1{};

  // Written once per frame, on cache lines of their own.
  std::uint64_t head = 0;         ///< every frame with an index below this is finished
  std::uint32_t frame_futex = 0;  ///< changes whenever head or status does; woken then
  std::uint32_t status = 0;       ///< a RingStatus
  std::int64_t status_since_ns = 0;
  std::array<std::uint8_t, 104> reserved2{};

  // Reserved for readers that follow the writer through a frame; zero in version 1.
  std::uint32_t begun_futex = 0;
  std::uint32_t writer_cpu = 0;
  std::array<std::uint8_t, 120> reserved3{};
};

static_assert(sizeof(RingHeader) == 384);
static_assert(offsetof(RingHeader, slots_offset) == 24);
static_assert(offsetof(RingHeader, epoch) == 64);
static_assert(offsetof(RingHeader, first_index) == 88);
static_assert(offsetof(RingHeader, head) == 128, "two lines away: adjacent lines are prefetched");
static_assert(offsetof(RingHeader, frame_futex) == 136);
static_assert(offsetof(RingHeader, begun_futex) == 256);
static_assert(std::is_trivially_copyable_v<RingHeader>);
static_assert(std::has_unique_object_representations_v<RingHeader>);

struct SlotHeader {
  std::uint64_t sequence = 0;  ///< the seqlock word, see below
  std::array<std::uint8_t, 56> reserved0{};
  std::uint64_t progress = 0;  ///< reserved for following; zero in version 1
  std::array<std::uint8_t, 56> reserved1{};
  FrameDescriptor descriptor{};
};

static_assert(sizeof(SlotHeader) == 384);
static_assert(offsetof(SlotHeader, progress) == 64, "a line of its own: followers spin on it");
static_assert(offsetof(SlotHeader, descriptor) == 128);
static_assert(std::is_trivially_copyable_v<SlotHeader>);

inline constexpr std::uint64_t kPageBytes = 4096;

/// The seqlock word: the index in the upper 61 bits, the state below. Odd means "being written".
/// 0 is a slot that was never used.
constexpr std::uint64_t sequence_writing(std::uint64_t index) { return index << 3 | 1; }
constexpr std::uint64_t sequence_whole(std::uint64_t index) { return index << 3 | 2; }
constexpr std::uint64_t sequence_abandoned(std::uint64_t index) { return index << 3 | 4; }

}  // namespace framering
