// Counting events over a sliding window of time.

#include "rate_meter.hpp"

#include <chrono>

namespace framering::viewer {
namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::seconds kWindow{2};
constexpr std::size_t kMostStamps = 256;

}  // namespace

void RateMeter::add(std::int64_t now_ns) {
  stamps_ns_.push_back(now_ns);
  while (stamps_ns_.size() > kMostStamps || nanoseconds(now_ns - stamps_ns_.front()) > kWindow) {
    stamps_ns_.pop_front();
  }
}

double RateMeter::per_second(std::int64_t now_ns) const noexcept {
  if (stamps_ns_.size() < 2 || nanoseconds(now_ns - stamps_ns_.back()) > kWindow) return 0;
  const std::int64_t span_ns = stamps_ns_.back() - stamps_ns_.front();
  return span_ns <= 0
             ? 0
             : static_cast<double>(stamps_ns_.size() - 1) * 1e9 / static_cast<double>(span_ns);
}

}  // namespace framering::viewer
