#include "wait_ready.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <ctime>

namespace framering {
namespace {

constexpr std::size_t kMostDescriptors = 2;

timespec until(Deadline deadline) {
  const auto now = Clock::now();
  if (deadline <= now) return {};  // the difference to a very early one would overflow
  constexpr std::chrono::nanoseconds kMost = std::chrono::minutes(1);
  const auto left = std::min<std::chrono::nanoseconds>(deadline - now, kMost);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
  return {static_cast<time_t>(seconds.count()), static_cast<long>((left - seconds).count())};
}

}  // namespace

Ready wait_ready(std::span<pollfd> descriptors, int interrupt, Deadline deadline) noexcept {
  assert(descriptors.size() <= kMostDescriptors);
  std::array<pollfd, kMostDescriptors + 1> all{};
  std::copy(descriptors.begin(), descriptors.end(), all.begin());
  const std::size_t last = descriptors.size();
  all[last] = {interrupt, POLLIN, 0};  // poll() passes over a negative one
  for (;;) {
    const timespec timeout = until(deadline);
    const int ready = ::ppoll(all.data(), last + 1, &timeout, nullptr);
    if (ready > 0) break;
    if (Clock::now() >= deadline) return Ready::timed_out;  // else EINTR, or a very long wait
  }
  std::copy_n(all.begin(), last, descriptors.begin());
  return all[last].revents != 0 ? Ready::interrupted : Ready::yes;
}

}  // namespace framering
