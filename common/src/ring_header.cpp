#include "ring_header.hpp"

#include <string>

#include "error.hpp"

namespace framering {
namespace {

/// slots_offset + slot_count * slot_stride, or false on overflow.
bool end_of_slots(const RingHeader& header, std::uint64_t& end) {
  return !__builtin_mul_overflow(std::uint64_t{header.slot_count}, header.slot_stride, &end) &&
         !__builtin_add_overflow(end, header.slots_offset, &end);
}

bool slots_are_sound(const RingHeader& header) {
  std::uint64_t used = 0;
  return header.slot_count >= 2 && header.payload_offset >= sizeof(SlotHeader) &&
         !__builtin_add_overflow(header.payload_offset, header.payload_capacity, &used) &&
         used <= header.slot_stride;
}

bool is_aligned(const RingHeader& header) {
  constexpr std::uint64_t kLine = 64;
  return header.slots_offset % kLine == 0 && header.slot_stride % kLine == 0 &&
         header.payload_offset % kLine == 0;
}

Error bad(const std::string& what) {
  return make_error(ErrorCode::bad_data, "ring: " + what + "; the producer is broken or hostile");
}

}  // namespace

Result<RingGeometry> check_header(const RingHeader& header, std::uint64_t mapping_bytes) {
  if (header.magic != kRingMagic) return bad("wrong magic, this is no framering ring");
  if (header.compat_version > kRingVersion) {
    return make_error(ErrorCode::unsupported,
                      "ring: format version " + std::to_string(header.compat_version) +
                          " is newer than this reader's " + std::to_string(kRingVersion) +
                          "; update this program");
  }
  if (header.header_bytes < sizeof(RingHeader) || header.slots_offset < header.header_bytes) {
    return bad("the slots overlap the header");
  }
  if (!slots_are_sound(header)) return bad("the payload does not fit its slot");
  if (!is_aligned(header)) return bad("slots that are not aligned");
  std::uint64_t end = 0;
  if (!end_of_slots(header, end) || end > header.total_bytes ||
      header.total_bytes > mapping_bytes) {
    return bad("offsets beyond the end of the memory");
  }
  return RingGeometry{header.slot_count,     header.slots_offset,     header.slot_stride,
                      header.payload_offset, header.payload_capacity, header.first_index};
}

}  // namespace framering
