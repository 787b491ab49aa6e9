// CLOCK_MONOTONIC to the wall clock, by what both say now.

#include "time_text.hpp"

#include <array>
#include <chrono>
#include <ctime>

#include "framering/clock.hpp"

namespace framering::viewer {

std::string wall_clock_text(std::int64_t monotonic_ns) {
  const auto ago = std::chrono::nanoseconds(now_ns() - monotonic_ns);
  const auto then = std::chrono::system_clock::now() -
                    std::chrono::duration_cast<std::chrono::system_clock::duration>(ago);
  const std::time_t seconds = std::chrono::system_clock::to_time_t(then);
  std::tm local = {};
  localtime_r(&seconds, &local);
  std::array<char, 16> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M:%S", &local)};
}

}  // namespace framering::viewer
