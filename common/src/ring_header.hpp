#pragma once
// The checks that a reader makes before it believes a ring's header.

#include <cstdint>

#include "framering/result.hpp"
#include "ring_layout.hpp"

namespace framering {

/// The checked copy of a header's constant fields that locate things.
struct RingGeometry {
  std::uint32_t slot_count = 0;
  std::uint64_t slots_offset = 0;
  std::uint64_t slot_stride = 0;
  std::uint64_t payload_offset = 0;
  std::uint64_t payload_capacity = 0;
  std::uint64_t first_index = 0;

  std::uint64_t slot_offset(std::uint64_t index) const noexcept {
    return slots_offset + index % slot_count * slot_stride;
  }
};

/// The geometry of a ring with this header in a mapping of `mapping_bytes`.
/// Errors: bad_data (no ring, or one that points beyond its end), unsupported (a newer version).
Result<RingGeometry> check_header(const RingHeader& header, std::uint64_t mapping_bytes);

}  // namespace framering
