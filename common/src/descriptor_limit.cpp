#include "descriptor_limit.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace framering {

std::size_t descriptors_for_clients() noexcept {
  constexpr rlim_t kMost = 1024;
  constexpr rlim_t kKept = 64;
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const rlim_t spare = limit.rlim_cur > 2 * kKept ? limit.rlim_cur - kKept : limit.rlim_cur / 2;
  return std::min(kMost, spare / 2);
}

}  // namespace framering
