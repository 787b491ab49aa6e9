#include "huge_pages.hpp"

#include <sys/mman.h>

#include <cstddef>

namespace framering {
namespace {

// Of x86-64, and of arm64 with pages of 4 KiB. Elsewhere the kernel refuses most of the time, and
// nothing is lost.
constexpr std::uint64_t kHugePageBytes = 2 << 20;
constexpr int kMadvCollapse = 25;  // MADV_COLLAPSE, Linux 6.1; newer than Debian 12's C library

}  // namespace

void* find_huge_page_address(std::uint64_t bytes) noexcept {
  if (bytes < kHugePageBytes) return nullptr;
  const std::size_t room = bytes + kHugePageBytes;
  void* const found =
      ::mmap(nullptr, room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (found == MAP_FAILED) return nullptr;
  ::munmap(found, room);
  const auto address = reinterpret_cast<std::uintptr_t>(found);
  return reinterpret_cast<void*>((address + kHugePageBytes - 1) / kHugePageBytes * kHugePageBytes);
}

void allocate_huge_pages(void* address, std::uint64_t bytes) noexcept {
  // MADV_COLLAPSE skips a range without pages, and copies those that it finds: one is enough, the
  // kernel zeroes the rest.
  for (std::uint64_t at = 0; at + kHugePageBytes <= bytes; at += kHugePageBytes) {
    ::madvise(static_cast<std::byte*>(address) + at, 1, MADV_POPULATE_WRITE);
  }
  ::madvise(address, bytes, kMadvCollapse);
}

}  // namespace framering
