// Bytes between two threads: whole, bounded, in time.

#include "memory_channel.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "support/eventually.hpp"

namespace framering {
namespace {

using test::past;
using test::soon;

std::vector<std::byte> some_bytes(std::size_t count) {
  std::vector<std::byte> bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::byte>(i * 7 + i / 251);
  return bytes;
}

TEST(MemoryChannel, CarriesMoreThanFitsInBothDirections) {
  auto [one, other] = make_memory_channel(101);
  const auto sent = some_bytes(10'007);
  std::thread echo([&channel = *other] {
    std::vector<std::byte> bytes(10'007);
    EXPECT_TRUE(channel.read_exactly(bytes, soon()));
    EXPECT_TRUE(channel.write_all(bytes, soon()));
  });
  std::vector<std::byte> received(sent.size());
  EXPECT_TRUE(one->write_all(sent, soon()));
  EXPECT_TRUE(one->read_exactly(received, soon()));
  echo.join();
  EXPECT_EQ(received, sent);
}

TEST(MemoryChannel, WaitsNoLongerThanTheDeadline) {
  auto [one, other] = make_memory_channel(10);
  std::vector<std::byte> target(1);
  EXPECT_EQ(one->read_exactly(target, past()).error().code, ErrorCode::timed_out);
  EXPECT_TRUE(one->write_all(some_bytes(10), past()));
  EXPECT_EQ(one->write_all(some_bytes(1), past()).error().code, ErrorCode::timed_out);
}

TEST(MemoryChannel, WhatWasSaidBeforeTheOtherEndClosedIsRead) {
  auto [one, other] = make_memory_channel();
  EXPECT_TRUE(other->write_all(some_bytes(3), soon()));
  other.reset();
  std::vector<std::byte> target(3);
  EXPECT_TRUE(one->read_exactly(target, soon()));
  EXPECT_EQ(one->read_exactly(target, soon()).error().code, ErrorCode::not_found);
  EXPECT_EQ(one->write_all(target, soon()).error().code, ErrorCode::not_found);
}

TEST(MemoryChannel, ClosingWakesWhoeverWaits) {
  auto ends = make_memory_channel(1);
  std::thread closer([&] { ends.second.reset(); });
  EXPECT_EQ(ends.first->write_all(some_bytes(2), soon()).error().code, ErrorCode::not_found);
  closer.join();
}

}  // namespace
}  // namespace framering
