#pragma once
// The memory in which the processes of a trial meet: who is ready, which frames count, and the
// stamps of each. A memfd, so that a peer in another language can map it.
//
//   0                  ArenaHeader
//   publish_offset     PublishStamps[frames]
//   readers_offset     reader 0: ReaderTally, ReadStamps[frames]
//   + reader_stride    reader 1 ...
//
// All words are little-endian. The frame with index first_index + i has the stamps [i].

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>

#include "shared_file.hpp"

namespace framering::bench {

struct ArenaHeader {
  std::uint64_t frames = 0;  ///< that count; more are sent before and after them
  std::uint64_t readers = 0;
  std::uint64_t frame_bytes = 0;
  std::uint64_t row_bytes = 0;
  std::uint64_t pictures = 0;    ///< of the roll
  std::uint64_t period_ns = 0;   ///< of the camera; 0: as fast as possible
  std::uint64_t copies_out = 0;  ///< 1: readers copy frames out, 0: they check them in place
  std::uint64_t publish_offset = 0;
  std::uint64_t readers_offset = 0;
  std::uint64_t reader_stride = 0;
  // Written while the trial runs, by atomic words.
  std::uint64_t ready = 0;        ///< readers that have had a frame
  std::uint64_t first_index = 0;  ///< of the frames that count; 0: not known yet
  std::uint64_t all_sent = 0;     ///< 1: the publisher has sent the last one
  std::uint64_t finished = 0;     ///< readers that want no more
  std::uint64_t sender_cpu_ns =
      0;  ///< CPU time of the publisher's process for the frames that count
  std::array<char, 256> sender_error{};  ///< a line, zero-terminated; empty: none
  std::array<std::uint64_t, 17> reserved{};
};
static_assert(sizeof(ArenaHeader) == 512);

/// CLOCK_MONOTONIC nanoseconds.
struct PublishStamps {
  std::int64_t captured_ns = 0;   ///< the camera began to copy the picture
  std::int64_t published_ns = 0;  ///< publish() was called
  std::int64_t returned_ns = 0;   ///< it returned
};

struct ReadStamps {
  std::int64_t accessed_ns = 0;  ///< the reader could read the frame; 0: it never did
  std::int64_t consumed_ns = 0;  ///< its last byte was copied out; 0: it was overtaken before
};

struct ReaderTally {
  std::uint64_t corrupt = 0;      ///< frames, whether they count or not
  std::uint64_t cpu_ns = 0;       ///< of its process for the frames that count, without the checks
  std::array<char, 240> error{};  ///< a line, zero-terminated; empty: none
};
static_assert(sizeof(ReaderTally) == 256);

/// A word that other processes of the trial change or read meanwhile.
inline std::atomic_ref<std::uint64_t> shared_word(std::uint64_t& word) noexcept {
  return std::atomic_ref(word);
}

class Arena {
 public:
  /// Makes it, filled with zeros after what `header` says; its offsets are set here. Throws
  /// std::runtime_error.
  explicit Arena(ArenaHeader header);

  /// The memfd; close-on-exec, so who executes another program passes a duplicate.
  int fd() const noexcept { return file_.fd(); }
  ArenaHeader& header() const noexcept;
  std::span<PublishStamps> publish_stamps() const noexcept;
  ReaderTally& tally(std::uint64_t reader) const noexcept;
  std::span<ReadStamps> read_stamps(std::uint64_t reader) const noexcept;

 private:
  explicit Arena(const ArenaHeader& header, std::size_t bytes);
  SharedFile file_;
};

/// The line in a field for errors; empty: none.
std::string error_in(std::span<const char> field);
/// Puts `line` into a field for errors, shortened where it must be.
void write_error(std::span<char> field, const std::string& line) noexcept;

}  // namespace framering::bench
