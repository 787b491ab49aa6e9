#pragma once
// Bytes as hexadecimal digits, as epochs and tokens are written.

#include <cstdint>
#include <span>
#include <string>

namespace framering {

inline std::string hexadecimal(std::span<const std::uint8_t> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace framering
