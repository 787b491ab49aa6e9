#include "frames/picture_roll.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace framering::bench {
namespace {

constexpr std::size_t kIndexBytes = sizeof(std::uint64_t);

/// As many pictures as make more than most caches, though two at least.
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

std::uint64_t word_at(const std::byte* place) {
  std::uint64_t word = 0;
  std::memcpy(&word, place, sizeof word);
  return word;
}

/// What tells a row's words after the index from any others, in any other order: Fletcher's two
/// sums, of 64 bits. It takes one look at the row itself and no second picture through the cache,
/// where a reader that only looks would be measured as one that reads twice as much.
///
/// One running sum would wait for the one before it, so lane j sums every kLanes-th word, and
/// vector registers hold the lanes. Word k = kLanes * i + j of n = kLanes * m has to count n - k
/// times; ordered[j] counts it m - i times, and n - k = kLanes * (m - i) - j.
RowSums sums_of(const std::byte* row, std::size_t row_bytes) {
  constexpr std::size_t kLanes = 8;
  std::array<std::uint64_t, kLanes> plain{};
  std::array<std::uint64_t, kLanes> ordered{};
  std::size_t at = kIndexBytes;
  for (; at + kLanes * kIndexBytes <= row_bytes; at += kLanes * kIndexBytes) {
    for (std::size_t j = 0; j < kLanes; ++j) {
      plain[j] += word_at(row + at + j * kIndexBytes);
      ordered[j] += plain[j];
    }
  }
  RowSums sums;
  for (std::size_t j = 0; j < kLanes; ++j) {
    sums.plain += plain[j];
    sums.ordered += kLanes * ordered[j] - j * plain[j];
  }
  for (; at < row_bytes; at += kIndexBytes) {
    sums.plain += word_at(row + at);
    sums.ordered += sums.plain;
  }
  return sums;
}

}  // namespace

PictureRoll::PictureRoll(std::size_t row_bytes, std::size_t rows)
    : row_bytes_(row_bytes),
      rows_(rows),
      pictures_(pictures_of(row_bytes * rows)),
      file_("framering-pictures", pictures_ * row_bytes * rows) {
  draw(file_.bytes());
  sums_.reserve(pictures_ * rows_);
  for (std::size_t row = 0; row < pictures_ * rows_; ++row) {
    sums_.push_back(sums_of(file_.bytes().data() + row * row_bytes_, row_bytes_));
  }
}

std::span<const std::byte> PictureRoll::picture(std::uint64_t index) const noexcept {
  return file_.bytes().subspan(index % pictures_ * frame_bytes(), frame_bytes());
}

void PictureRoll::prefault() const noexcept {
  // Best effort: before Linux 5.14 each page is mapped when it is first read.
  ::madvise(file_.bytes().data(), file_.bytes().size(), MADV_POPULATE_READ);
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
  const RowSums* expected = &sums_[index % pictures_ * rows_];
  for (std::size_t at = 0; at < frame.size(); at += row_bytes_) {
    if (index_of(frame.subspan(at)) != index) return false;
    if (sums_of(frame.data() + at, row_bytes_) != *expected++) return false;
  }
  return true;
}

}  // namespace framering::bench
