#pragma once
// Frames that verify themselves. The payload of a test frame is cut into blocks of 16 rows of plane
// 0; each block begins with a stamp that carries the frame's index and a checksum of the block. A
// torn, stale or swapped frame is seen from its bytes alone, over any transport, in any format.
// The normative text stands in docs/ring-format.md, "Pattern stamps".

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "framering/frame_descriptor.hpp"

namespace framering {

/// What lies at the start of each block, little-endian and unaligned.
struct PatternStamp {
  std::uint32_t magic = 0;  ///< kPatternMagic
  std::uint32_t block = 0;  ///< the block's number, from 0
  std::uint64_t index = 0;  ///< the frame's index
  std::uint64_t checksum = 0;
};
static_assert(sizeof(PatternStamp) == 24);

inline constexpr std::uint32_t kPatternMagic = fourcc('F', 'R', 'P', 'T');

/// Bytes of a block of such a frame: 16 rows of plane 0. A remainder too short for a stamp belongs
/// to the block before it.
std::uint64_t pattern_block_bytes(const FrameDescriptor& descriptor) noexcept;

/// Sum over the 64-bit little-endian words w[i] of `block` (the last one padded with zero bytes) of
/// w[i] * (2 i + 1), modulo 2^64, with the eight bytes of the stamp's own checksum taken as zero.
std::uint64_t pattern_checksum(std::span<const std::byte> block) noexcept;

/// Stamps every block of `payload` for the frame `index`.
/// `payload` holds descriptor.payload_bytes bytes, 24 or more.
void stamp_pattern(const FrameDescriptor& descriptor, std::uint64_t index,
                   std::span<std::byte> payload) noexcept;

/// Nothing if every block carries its number, `descriptor.index` and the right checksum; else one
/// line that says which block differs in what.
std::optional<std::string> verify_pattern(const FrameDescriptor& descriptor,
                                          std::span<const std::byte> payload);

}  // namespace framering
