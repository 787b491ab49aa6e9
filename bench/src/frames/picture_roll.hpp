#pragma once
// The pictures that the camera of a trial delivers, over and over. A frame of index i is picture
// i % pictures with i, as 64 bits little-endian, over the first eight bytes of each row: a torn, a
// stale and a swapped frame are seen from their bytes. The roll is larger than the processor's
// caches, so that each picture is read cold, as one is that a camera has just written.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shared_file.hpp"

namespace framering::bench {

/// A checksum of a row.
struct RowSums {
  std::uint64_t plain = 0;
  std::uint64_t ordered = 0;
  bool operator==(const RowSums&) const = default;
};

class PictureRoll {
 public:
  /// Rows of whole 8 bytes. Throws std::runtime_error.
  PictureRoll(std::size_t row_bytes, std::size_t rows);

  std::size_t frame_bytes() const noexcept { return row_bytes_ * rows_; }
  std::size_t row_bytes() const noexcept { return row_bytes_; }
  std::uint64_t pictures() const noexcept { return pictures_; }
  /// A memfd with the pictures one behind the other; close-on-exec.
  int fd() const noexcept { return file_.fd(); }
  std::span<const std::byte> picture(std::uint64_t index) const noexcept;

  /// Pre-faults all pictures in this process: fork() copies no page tables of shared memory, and a
  /// page's first fault would be measured with the copy of it.
  void prefault() const noexcept;
  /// Makes `target`, of frame_bytes(), the frame `index`, as a camera would.
  void take(std::uint64_t index, std::span<std::byte> target) const noexcept;
  /// The index that a frame says it has.
  static std::uint64_t index_of(std::span<const std::byte> frame) noexcept;
  /// Whether every byte of `frame` is that of the frame `index`, by a checksum for each row.
  bool check(std::uint64_t index, std::span<const std::byte> frame) const noexcept;

 private:
  std::size_t row_bytes_;
  std::size_t rows_;
  std::uint64_t pictures_;
  SharedFile file_;
  std::vector<RowSums> sums_;  // of the rows of all pictures
};

}  // namespace framering::bench
