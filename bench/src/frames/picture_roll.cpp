#include "frames/picture_roll.hpp"

#include <algorithm>
#include <cstring>

namespace framering::bench {
namespace {

constexpr std::size_t kIndexBytes = sizeof(std::uint64_t);

/// As many pictures as make more than any cache of the day, though two at least.
std::uint64_t pictures_of(std::size_t frame_bytes) {
  constexpr std::size_t kColdBytes = std::size_t{64} << 20;
  return std::max<std::uint64_t>(2, (kColdBytes + frame_bytes - 1) / frame_bytes);
}

/// Words that no two places and pictures share: xorshift64 (Marsaglia, 2003).
void draw(std::span<std::byte> pictures) {
  std::uint64_t state = 0x9e3779b97f4a7c15;
  for (std::size_t at = 0; at + sizeof state <= pictures.size(); at += sizeof state) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    std::memcpy(pictures.data() + at, &state, sizeof state);
  }
}

}  // namespace

PictureRoll::PictureRoll(std::size_t row_bytes, std::size_t rows)
    : row_bytes_(row_bytes),
      rows_(rows),
      pictures_(pictures_of(row_bytes * rows)),
      file_("framering-pictures", pictures_ * row_bytes * rows) {
  draw(file_.bytes());
}

std::span<const std::byte> PictureRoll::picture(std::uint64_t index) const noexcept {
  return file_.bytes().subspan(index % pictures_ * frame_bytes(), frame_bytes());
}

void PictureRoll::take(std::uint64_t index, std::span<std::byte> target) const noexcept {
  const std::byte* from = picture(index).data();
  for (std::size_t at = 0; at < frame_bytes(); at += row_bytes_) {
    std::memcpy(target.data() + at, &index, kIndexBytes);
    std::memcpy(target.data() + at + kIndexBytes, from + at + kIndexBytes,
                row_bytes_ - kIndexBytes);
  }
}

std::uint64_t PictureRoll::index_of(std::span<const std::byte> frame) noexcept {
  std::uint64_t index = 0;
  std::memcpy(&index, frame.data(), kIndexBytes);
  return index;
}

bool PictureRoll::check(std::uint64_t index, std::span<const std::byte> frame) const noexcept {
  if (frame.size() != frame_bytes()) return false;
  const std::byte* expected = picture(index).data();
  for (std::size_t at = 0; at < frame.size(); at += row_bytes_) {
    if (index_of(frame.subspan(at)) != index) return false;
    const std::size_t from = at + kIndexBytes;
    if (std::memcmp(frame.data() + from, expected + from, row_bytes_ - kIndexBytes) != 0) {
      return false;
    }
  }
  return true;
}

}  // namespace framering::bench
