#pragma once
// Shared memory in pages of 2 MiB instead of 4 KiB: copies need fewer address look-ups, and a
// reader maps a ring in microseconds instead of milliseconds (docs/benchmarks.md, Experiments).

#include <cstdint>

namespace framering {

/// An aligned address at which `bytes` were free a moment ago, as a hint for mmap(). Null, which
/// leaves the choice to the kernel, if they are less than a huge page, or if no place is that
/// large.
void* find_huge_page_address(std::uint64_t bytes) noexcept;

/// Puts huge pages (Linux 6.1) under a mapping of shared memory that is still empty, as far as the
/// kernel has any. Populate the rest afterwards: what got none, and an end shorter than one.
void allocate_huge_pages(void* address, std::uint64_t bytes) noexcept;

}  // namespace framering
