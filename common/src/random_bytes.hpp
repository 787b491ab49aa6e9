#pragma once
// Bytes that nobody can guess.

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstdint>

#include "error.hpp"

namespace framering {

/// Of at most 256, which the system delivers whole. Errors: system.
template <std::size_t kBytes>
Result<std::array<std::uint8_t, kBytes>> random_bytes() {
  static_assert(kBytes <= 256);
  std::array<std::uint8_t, kBytes> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return system_error("random numbers", errno);
  }
  return bytes;
}

}  // namespace framering
