#include "framering/pattern_stamp.hpp"

#include <algorithm>
#include <cstring>

namespace framering {
namespace {

constexpr std::uint64_t kRowsPerBlock = 16;
constexpr std::size_t kChecksumWord = offsetof(PatternStamp, checksum) / sizeof(std::uint64_t);

std::uint64_t word_at(std::span<const std::byte> block, std::size_t index) noexcept {
  std::uint64_t word = 0;
  const std::size_t offset = index * sizeof word;
  std::memcpy(&word, block.data() + offset, std::min(sizeof word, block.size() - offset));
  return word;
}

/// Calls `visit(number, block)` for every block of the payload.
template <typename Bytes, typename Visit>
void for_each_block(const FrameDescriptor& descriptor, std::span<Bytes> payload, Visit visit) {
  const std::uint64_t block_bytes = pattern_block_bytes(descriptor);
  std::uint32_t number = 0;
  while (!payload.empty()) {
    std::size_t bytes = std::min<std::size_t>(block_bytes, payload.size());
    if (payload.size() - bytes < sizeof(PatternStamp)) bytes = payload.size();
    visit(number++, payload.first(bytes));
    payload = payload.subspan(bytes);
  }
}

std::optional<std::string> difference(const PatternStamp& found, const PatternStamp& expected) {
  const std::string where = "block " + std::to_string(expected.block) + " of frame " +
                            std::to_string(expected.index) + ": ";
  if (found.magic != expected.magic) return where + "no pattern stamp";
  if (found.index != expected.index) return where + "bytes of frame " + std::to_string(found.index);
  if (found.block != expected.block) return where + "bytes of block " + std::to_string(found.block);
  if (found.checksum != expected.checksum) return where + "wrong checksum";
  return std::nullopt;
}

}  // namespace

std::uint64_t pattern_block_bytes(const FrameDescriptor& descriptor) noexcept {
  const std::uint64_t block = kRowsPerBlock * descriptor.plane_stride_bytes[0];
  return block < sizeof(PatternStamp) ? descriptor.payload_bytes : block;
}

std::uint64_t pattern_checksum(std::span<const std::byte> block) noexcept {
  const std::size_t whole = block.size() / sizeof(std::uint64_t);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < whole; ++i) sum += word_at(block, i) * (2 * i + 1);
  if (block.size() % sizeof(std::uint64_t) != 0) sum += word_at(block, whole) * (2 * whole + 1);
  // The stamp's own checksum counts as zero.
  return sum - word_at(block, kChecksumWord) * (2 * kChecksumWord + 1);
}

void stamp_pattern(const FrameDescriptor& descriptor, std::uint64_t index,
                   std::span<std::byte> payload) noexcept {
  for_each_block(descriptor, payload.first(descriptor.payload_bytes),
                 [&](std::uint32_t number, std::span<std::byte> block) {
                   PatternStamp stamp{kPatternMagic, number, index, 0};
                   std::memcpy(block.data(), &stamp, sizeof stamp);
                   stamp.checksum = pattern_checksum(block);
                   std::memcpy(block.data(), &stamp, sizeof stamp);
                 });
}

std::optional<std::string> verify_pattern(const FrameDescriptor& descriptor,
                                          std::span<const std::byte> payload) {
  payload = payload.first(std::min<std::size_t>(payload.size(), descriptor.payload_bytes));
  if (payload.size() < sizeof(PatternStamp)) return "frame too small for a pattern stamp";
  std::optional<std::string> first;
  for_each_block(descriptor, payload, [&](std::uint32_t number, std::span<const std::byte> block) {
    if (first) return;
    PatternStamp found;
    std::memcpy(&found, block.data(), sizeof found);
    first = difference(found, {kPatternMagic, number, descriptor.index, pattern_checksum(block)});
  });
  return first;
}

}  // namespace framering
