#include "pingpong/message.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace framering::bench {
namespace {

std::string message_of(std::uint64_t number, std::size_t bytes) {
  std::string message(bytes, '\0');
  fill_message(std::as_writable_bytes(std::span(message)), number);
  return message;
}

TEST(Message, IsLikeNoOther) {
  std::set<std::string> messages;
  for (std::uint64_t number = 0; number < 10'000; ++number) messages.insert(message_of(number, 4));
  EXPECT_EQ(messages.size(), 10'000U);
  EXPECT_FALSE(messages.contains(std::string(4, '\0')));
}

TEST(Message, DiffersFromTheOneBeforeInEveryWord) {
  const std::string one = message_of(7, 1003);
  const std::string next = message_of(8, 1003);
  for (std::size_t at = 0; at < one.size(); at += 4) {
    EXPECT_NE(one.substr(at, 4), next.substr(at, 4)) << at;
  }
}

}  // namespace
}  // namespace framering::bench
