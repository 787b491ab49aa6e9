#include "wait_ready.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cstdint>

namespace framering {
namespace {

constexpr std::size_t kMostDescriptors = 2;

int milliseconds_until(Deadline deadline) {
  const auto now = Clock::now();
  if (deadline <= now) return 0;  // the difference to a very early one would overflow
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - now).count();
  return static_cast<int>(std::min<std::int64_t>(left, 60'000));
}

}  // namespace

Ready wait_ready(std::span<pollfd> descriptors, int interrupt, Deadline deadline) noexcept {
  assert(descriptors.size() <= kMostDescriptors);
  std::array<pollfd, kMostDescriptors + 1> all{};
  std::copy(descriptors.begin(), descriptors.end(), all.begin());
  const std::size_t last = descriptors.size();
  all[last] = {interrupt, POLLIN, 0};  // poll() passes over a negative one
  for (;;) {
    const int timeout = milliseconds_until(deadline);
    const int ready = ::poll(all.data(), last + 1, timeout);
    if (ready > 0) break;
    if (Clock::now() >= deadline) return Ready::timed_out;  // else EINTR, or a very long wait
  }
  std::copy_n(all.begin(), last, descriptors.begin());
  return all[last].revents != 0 ? Ready::interrupted : Ready::yes;
}

}  // namespace framering
