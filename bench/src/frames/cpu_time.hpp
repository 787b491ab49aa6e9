#pragma once
// CPU time, user and system.

#include <time.h>

#include <cstdint>

namespace framering::bench {

inline std::int64_t clock_ns(clockid_t clock) noexcept {
  timespec time{};
  ::clock_gettime(clock, &time);
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

/// Of all threads of this process.
inline std::int64_t process_cpu_ns() noexcept { return clock_ns(CLOCK_PROCESS_CPUTIME_ID); }
inline std::int64_t thread_cpu_ns() noexcept { return clock_ns(CLOCK_THREAD_CPUTIME_ID); }

/// Of another process; 0 if there is none.
inline std::int64_t cpu_ns_of(pid_t process) noexcept {
  clockid_t clock{};
  return ::clock_getcpuclockid(process, &clock) == 0 ? clock_ns(clock) : 0;
}

}  // namespace framering::bench
