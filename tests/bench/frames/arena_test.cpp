// The layout of a trial's memory, which scripts in another language read as well.

#include "frames/arena.hpp"

#include <gtest/gtest.h>

#include <cstddef>

namespace framering::bench {
namespace {

std::ptrdiff_t bytes_between(const void* from, const void* to) {
  return static_cast<const std::byte*>(to) - static_cast<const std::byte*>(from);
}

TEST(Arena, HasItsWordsWhereTheScriptsLookForThem) {
  EXPECT_EQ(offsetof(ArenaHeader, copies_out), 48U);
  EXPECT_EQ(offsetof(ArenaHeader, ready), 80U);
  EXPECT_EQ(offsetof(ArenaHeader, first_index), 88U);
  EXPECT_EQ(offsetof(ArenaHeader, sender_cpu_ns), 112U);
  EXPECT_EQ(offsetof(ArenaHeader, sender_error), 120U);
  EXPECT_EQ(offsetof(ReaderTally, error), 16U);
}

TEST(Arena, LaysItsPartsOneBehindTheOther) {
  const Arena arena({.frames = 3, .readers = 2});
  const ArenaHeader& header = arena.header();
  EXPECT_EQ(header.publish_offset, 512U);
  EXPECT_EQ(header.readers_offset, 512U + 3 * 24);
  EXPECT_EQ(header.reader_stride, 256U + 3 * 16);
  EXPECT_EQ(bytes_between(&header, arena.publish_stamps().data()), 512);
  EXPECT_EQ(bytes_between(&header, &arena.tally(1)), 512 + 3 * 24 + 256 + 3 * 16);
  EXPECT_EQ(bytes_between(&arena.tally(1), arena.read_stamps(1).data()), 256);
  EXPECT_EQ(arena.publish_stamps().size(), 3U);
  EXPECT_EQ(arena.read_stamps(1).size(), 3U);
}

TEST(Arena, KeepsWhatFitsOfAnErrorAndItsEnd) {
  std::array<char, 8> field{};
  EXPECT_EQ(error_in(field), "");
  write_error(field, "no luck at all");
  EXPECT_EQ(error_in(field), "no luck");
  write_error(field, "no");
  EXPECT_EQ(error_in(field), "no");
}

}  // namespace
}  // namespace framering::bench
