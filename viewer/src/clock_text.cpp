// Clock offsets in words.

#include "clock_text.hpp"

#include <spdlog/fmt/fmt.h>

#include <cmath>
#include <cstdlib>

namespace framering::viewer {
namespace {

constexpr double kNsPerMs = 1e6;
constexpr double kNsPerSecond = 1e9;

}  // namespace

std::string offset_text(const ClockOffset& offset) {
  const auto ns = static_cast<double>(offset.offset_ns);
  const auto uncertainty_ns = static_cast<double>(offset.uncertainty_ns);
  const bool in_seconds = std::abs(ns) >= kNsPerSecond;
  const std::string distance = in_seconds ? fmt::format("{:+.6f} s", ns / kNsPerSecond)
                                          : fmt::format("{:+.3f} ms", ns / kNsPerMs);
  const std::string doubt = uncertainty_ns < kNsPerMs
                                ? fmt::format("{:.0f} \u00b5s", std::ceil(uncertainty_ns / 1e3))
                                : fmt::format("{:.1f} ms", uncertainty_ns / kNsPerMs);
  return distance + " \u00b1 " + doubt;
}

}  // namespace framering::viewer
