#pragma once
// Messages that are like no other.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace framering::bench {

/// Fills `message` with what only that of this number, less than 2^32 - 1, has: in its first four
/// bytes, which are never 0, as well as in those that follow.
inline void fill_message(std::span<std::byte> message, std::uint64_t number) noexcept {
  constexpr std::uint32_t kSpread = 2'654'435'761;  // odd: no two numbers give the same word
  auto word = static_cast<std::uint32_t>(number + 1) * kSpread;
  for (std::size_t at = 0; at < message.size(); at += sizeof word, word += kSpread) {
    std::memcpy(message.data() + at, &word, std::min(sizeof word, message.size() - at));
  }
}

}  // namespace framering::bench
