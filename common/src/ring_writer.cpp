#include "ring_writer.hpp"

#include <cassert>
#include <limits>
#include <new>
#include <string>

#include "atomics.hpp"
#include "error.hpp"
#include "framering/clock.hpp"
#include "futex.hpp"

namespace framering {
namespace {

// Payloads start at pages, so that a driver can be told to write into them.
constexpr std::uint64_t kSlotsOffset = kPageBytes;
constexpr std::uint64_t kPayloadOffset = kPageBytes;
static_assert(sizeof(RingHeader) <= kSlotsOffset && sizeof(SlotHeader) <= kPayloadOffset);

/// The layout of a ring with these options; false if its sizes overflow.
bool lay_out(const RingOptions& options, RingHeader& header) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (options.payload_capacity > kMost - 2 * kPageBytes) return false;
  header.slot_count = options.slots;
  header.slots_offset = kSlotsOffset;
  header.payload_offset = kPayloadOffset;
  header.payload_capacity = options.payload_capacity;
  header.slot_stride =
      kPayloadOffset + (options.payload_capacity + kPageBytes - 1) / kPageBytes * kPageBytes;
  return !__builtin_mul_overflow(header.slot_stride, std::uint64_t{options.slots},
                                 &header.total_bytes) &&
         !__builtin_add_overflow(header.total_bytes, kSlotsOffset, &header.total_bytes) &&
         header.total_bytes <= kMost;
}

RingHeader make_header(const RingOptions& options) {
  RingHeader header;
  header.magic = kRingMagic;
  header.version = kRingVersion;
  header.compat_version = kRingCompatVersion;
  header.header_bytes = sizeof(RingHeader);
  header.epoch = options.epoch;
  header.ring_number = options.ring_number;
  header.first_index = options.first_index;
  header.created_ns = now_ns();
  header.head = options.first_index;
  header.status_since_ns = header.created_ns;
  return header;
}

}  // namespace

RingWriter::RingWriter(RingMemory memory, const RingGeometry& geometry) noexcept
    : memory_(std::move(memory)),
      geometry_(geometry),
      next_index_(geometry.first_index),
      slot_(&slot_at(next_index_)) {}

Result<RingWriter> RingWriter::create(const RingOptions& options) {
  if (options.slots < 2) return make_error(ErrorCode::invalid, "a ring needs 2 slots or more");
  if (options.payload_capacity == 0) {
    return make_error(ErrorCode::invalid, "a ring needs room for a frame of one byte or more");
  }
  RingHeader header = make_header(options);
  if (!lay_out(options, header)) {
    return make_error(ErrorCode::invalid, "a ring of " + std::to_string(options.slots) +
                                              " slots of " +
                                              std::to_string(options.payload_capacity) +
                                              " bytes is larger than any memory");
  }
  const auto geometry = check_header(header, header.total_bytes);
  if (!geometry) return geometry.error();
  auto memory = RingMemory::create(header.total_bytes);
  if (!memory) return memory.error();
  new (memory->data()) RingHeader(header);
  return RingWriter(*std::move(memory), *geometry);
}

std::span<std::byte> RingWriter::begin() noexcept {
  assert(atomics::begin_read(slot_->sequence) != sequence_writing(next_index_) &&
         "the slot before was neither published nor abandoned");
  atomics::begin_write(slot_->sequence, sequence_writing(next_index_));
  return {reinterpret_cast<std::byte*>(slot_) + geometry_.payload_offset,
          geometry_.payload_capacity};
}

void RingWriter::publish(const FrameDescriptor& descriptor) noexcept {
  FrameDescriptor& shared = slot_->descriptor;
  atomics::store_words(reinterpret_cast<std::byte*>(&shared),
                       reinterpret_cast<const std::byte*>(&descriptor), sizeof descriptor);
  atomics::store_word(shared.index, next_index_);
  atomics::store_word(shared.published_ns, now_ns());
  if (status() == RingStatus::no_signal) change_status(RingStatus::no_signal, RingStatus::live);
  finish(sequence_whole(next_index_));
}

void RingWriter::abandon() noexcept { finish(sequence_abandoned(next_index_)); }

void RingWriter::finish(std::uint64_t sequence) noexcept {
  atomics::end_write(slot_->sequence, sequence);
  atomics::store_head(header().head, ++next_index_);
  atomics::bump_futex(header().frame_futex);
  slot_ = &slot_at(next_index_);  // now that readers need not wait for it
}

void RingWriter::wake_readers() const noexcept { futex_wake_all(header().frame_futex); }

void RingWriter::set_status(RingStatus status) noexcept {
  atomics::store_status(header().status, header().status_since_ns,
                        static_cast<std::uint32_t>(status), now_ns());
  announce();
}

void RingWriter::set_signal(bool present) noexcept {
  const RingStatus from = present ? RingStatus::no_signal : RingStatus::live;
  if (status() != from) return;
  change_status(from, present ? RingStatus::live : RingStatus::no_signal);
  announce();
}

void RingWriter::change_status(RingStatus from, RingStatus to) noexcept {
  // Another thread may end the stream at this moment, which must last.
  atomics::change_status(header().status, header().status_since_ns,
                         static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to),
                         now_ns());
}

RingStatus RingWriter::status() const noexcept {
  return static_cast<RingStatus>(atomics::load_status(header().status));
}

std::int64_t RingWriter::status_since_ns() const noexcept {
  return atomics::load_since(header().status_since_ns);
}

void RingWriter::announce() noexcept {
  atomics::bump_futex(header().frame_futex);
  wake_readers();
}

}  // namespace framering
