#pragma once
// Shared memory in pages of 2 MiB instead of 4 KiB: a frame is copied over fewer of them, and a
// reader maps a ring in microseconds instead of milliseconds (docs/benchmarks.md, Experiments).

#include <cstdint>

namespace framering {

/// Where a mapping of `bytes` can have huge pages: free when it was looked for. Null, which leaves
/// the choice to the kernel, if it is too small for them, or if there is no such place.
void* huge_page_address(std::uint64_t bytes) noexcept;

/// Allocates a mapping of shared memory that is still empty by huge pages, as far as the kernel
/// has them to give (Linux 6.1); the rest stays unallocated, and so does the end of less than one.
void allocate_huge_pages(void* address, std::uint64_t bytes) noexcept;

}  // namespace framering
