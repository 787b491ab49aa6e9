// What a reader refuses about a ring's header before it believes any of it.

#include "ring_header.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "support/hostile_ring.hpp"

namespace framering {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
using test::sound_header;

struct Lie {
  const char* what;
  void (*tell)(RingHeader&);
};

void expect_refused(std::initializer_list<Lie> lies) {
  for (const Lie& lie : lies) {
    RingHeader header = sound_header();
    const std::uint64_t mapped = header.total_bytes;
    lie.tell(header);
    const auto geometry = check_header(header, mapped);
    ASSERT_FALSE(geometry) << lie.what;
    EXPECT_EQ(geometry.error().code, ErrorCode::bad_data) << lie.what;
    EXPECT_EQ(geometry.error().message.find('\n'), std::string::npos);
  }
}

TEST(RingHeader, ASoundOneGivesItsGeometry) {
  RingHeader header = sound_header();
  header.first_index = 77;
  const auto geometry = check_header(header, header.total_bytes);
  ASSERT_TRUE(geometry);
  EXPECT_EQ(geometry->slot_count, 4U);
  EXPECT_EQ(geometry->payload_capacity, 4096U);
  EXPECT_EQ(geometry->first_index, 77U);
  EXPECT_EQ(geometry->slot_offset(0), 384U);
  EXPECT_EQ(geometry->slot_offset(7), 384U + 3 * 4480);
}

TEST(RingHeader, AMappingLargerThanTheRingIsFine) {
  const RingHeader header = sound_header();
  EXPECT_TRUE(check_header(header, header.total_bytes + 4096));
  EXPECT_FALSE(check_header(header, header.total_bytes - 1));
}

TEST(RingHeader, RefusesWhatIsNoRing) {
  expect_refused({{"a letter of the magic", [](auto& h) { h.magic[7] = 'X'; }},
                  {"no magic", [](auto& h) { h.magic = {}; }},
                  {"a short header", [](auto& h) { h.header_bytes = 383; }},
                  {"no header", [](auto& h) { h.header_bytes = 0; }},
                  {"no slots", [](auto& h) { h.slot_count = 0; }},
                  {"one slot", [](auto& h) { h.slot_count = 1; }}});
}

TEST(RingHeader, RefusesSlotsThatOverlap) {
  expect_refused({{"slots in the header", [](auto& h) { h.slots_offset = 320; }},
                  {"slots in a longer header", [](auto& h) { h.header_bytes = 448; }},
                  {"a header beyond all", [](auto& h) { h.header_bytes = 0xffffffff; }},
                  {"payload in the slot's header", [](auto& h) { h.payload_offset = 320; }},
                  {"payload at the slot's start", [](auto& h) { h.payload_offset = 0; }},
                  {"payload in the next slot", [](auto& h) { ++h.payload_capacity; }},
                  {"slots in one place", [](auto& h) { h.slot_stride = 0; }}});
}

TEST(RingHeader, RefusesWordsThatAreNotAligned) {
  expect_refused({{"slots", [](auto& h) { h.slots_offset += 8, h.total_bytes += 8; }},
                  {"stride", [](auto& h) { h.slot_stride += 8, h.slot_count = 2; }},
                  {"payload", [](auto& h) { h.payload_offset += 8, h.payload_capacity -= 64; }}});
}

TEST(RingHeader, RefusesOffsetsBeyondTheEnd) {
  expect_refused({{"one slot more", [](auto& h) { h.slot_count = 5; }},
                  {"all the slots there could be", [](auto& h) { h.slot_count = 0xffffffff; }},
                  {"a long stride", [](auto& h) { h.slot_stride += 64; }},
                  {"slots further on", [](auto& h) { h.slots_offset += 64; }},
                  {"a file that is longer than it is", [](auto& h) { h.total_bytes += 64; }},
                  {"a file that is shorter than its slots", [](auto& h) { h.total_bytes -= 64; }},
                  {"a file of any length", [](auto& h) { h.total_bytes = kMost; }}});
}

TEST(RingHeader, RefusesSumsAndProductsThatOverflow) {
  constexpr std::uint64_t kHalf = 1ULL << 63;
  expect_refused({{"slot_count * slot_stride is 0", [](auto& h) { h.slot_stride = 1ULL << 62; }},
                  {"slot_count * slot_stride is small",
                   [](auto& h) { h.slot_stride = (1ULL << 62) + 4480 / 64 * 64; }},
                  {"slots_offset + slots is small",
                   [](auto& h) { h.slots_offset = 0 - 4 * h.slot_stride + 384; }},
                  {"slots_offset alone", [](auto& h) { h.slots_offset = kMost - 63; }},
                  {"payload_offset + payload_capacity is 0",
                   [](auto& h) { h.payload_offset = kHalf, h.payload_capacity = kHalf; }},
                  {"payload_capacity alone", [](auto& h) { h.payload_capacity = kMost; }},
                  {"payload_offset alone", [](auto& h) { h.payload_offset = kMost - 63; }}});
}

TEST(RingHeader, RefusesANewerFormatAndSaysSo) {
  RingHeader header = sound_header();
  header.version = header.compat_version = 2;
  const auto geometry = check_header(header, header.total_bytes);
  ASSERT_FALSE(geometry);
  EXPECT_EQ(geometry.error().code, ErrorCode::unsupported);
  EXPECT_NE(geometry.error().message.find("newer"), std::string::npos);
}

TEST(RingHeader, ReadsANewerVersionThatSaysItIsCompatible) {
  RingHeader header = sound_header();
  header.version = 9;
  EXPECT_TRUE(check_header(header, header.total_bytes));
}

}  // namespace
}  // namespace framering
