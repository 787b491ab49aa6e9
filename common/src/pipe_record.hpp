#pragma once
// How a client of the pipe transport registers: one record of 32 bytes, in one piece.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "framering/pixel_format.hpp"

namespace framering {

//   0       4         6      8     16      24     32
//   +-------+---------+------+-----+-------+------+
//   | magic | version | zero | pid | nonce | zero |
//   +-------+---------+------+-----+-------+------+
struct PipeRecord {
  std::uint32_t magic = fourcc('F', 'R', 'M', 'R');
  std::uint16_t version = 1;
  std::uint16_t zero0 = 0;
  std::uint64_t pid = 0;  ///< as the client sees it
  std::uint64_t nonce = 0;
  std::uint64_t zero1 = 0;
};
static_assert(sizeof(PipeRecord) == 32);
static_assert(offsetof(PipeRecord, nonce) == 16);

/// Finds the records in what comes out of a FIFO into which anybody may write anything.
class PipeRecords {
 public:
  void append(std::span<const std::byte> bytes);
  /// The next whole record, if there is one.
  std::optional<PipeRecord> next();
  /// How many bytes belonged to no record, since the last call.
  std::size_t take_rubbish() noexcept;

 private:
  std::vector<std::byte> bytes_;
  std::size_t rubbish_ = 0;
};

}  // namespace framering
