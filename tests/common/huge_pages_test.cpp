// Where the kernel has huge pages to give, a ring lies in them, for its writer and for its readers.

#include "huge_pages.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

#include "ring_writer.hpp"
#include "unique_fd.hpp"

namespace framering {
namespace {

constexpr std::uint64_t kHuge = 2 << 20;

bool is_aligned(const void* address) {
  return reinterpret_cast<std::uintptr_t>(address) % kHuge == 0;
}

/// How much of the mapping that begins at `address` lies in huge pages.
std::uint64_t bytes_in_huge_pages(const void* address) {
  std::ostringstream begin;
  begin << std::hex << reinterpret_cast<std::uintptr_t>(address) << '-';
  const std::string key = "ShmemPmdMapped:";
  std::ifstream maps("/proc/self/smaps");
  bool inside = false;
  for (std::string line; std::getline(maps, line);) {
    inside = inside || line.starts_with(begin.str());
    if (inside && line.starts_with(key)) return std::stoull(line.substr(key.size())) * 1024;
  }
  return 0;
}

/// Asked without the code that is tested.
bool kernel_gives_huge_pages() {
  constexpr int kMadvCollapse = 25;
  const UniqueFd fd(::memfd_create("probe", MFD_CLOEXEC));
  if (!fd || ::ftruncate(fd.get(), 2 * kHuge) != 0) return false;
  void* const room = ::mmap(nullptr, 2 * kHuge, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return false;
  const std::uint64_t up = kHuge - reinterpret_cast<std::uintptr_t>(room) % kHuge;
  void* const place = static_cast<std::byte*>(room) + up % kHuge;
  const bool collapsed =
      ::mmap(place, kHuge, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd.get(), 0) == place &&
      ::madvise(place, kHuge, MADV_POPULATE_WRITE) == 0 &&
      ::madvise(place, kHuge, kMadvCollapse) == 0;
  ::munmap(room, 2 * kHuge);
  return collapsed;
}

TEST(HugePages, GiveAnAlignedAddressUnlessTooSmallOrTooLarge) {
  EXPECT_EQ(find_huge_page_address(kHuge - 1), nullptr);
  EXPECT_EQ(find_huge_page_address(1ULL << 60), nullptr);
  void* const address = find_huge_page_address(3 * kHuge + 1);
  EXPECT_NE(address, nullptr);
  EXPECT_TRUE(is_aligned(address));
}

TEST(HugePages, HoldARingForItsWriterAndForItsReader) {
  if (!kernel_gives_huge_pages()) GTEST_SKIP() << "this kernel has no huge pages to give";
  const auto writer = RingWriter::create({.slots = 2, .payload_capacity = 3 * kHuge});
  ASSERT_TRUE(writer) << writer.error().message;
  const auto fd = writer->memory().open_for_reading();
  ASSERT_TRUE(fd) << fd.error().message;
  const auto mapping = RingMapping::map(fd->get());
  ASSERT_TRUE(mapping) << mapping.error().message;
  // Not necessarily all of it: the next huge page may be one too many.
  const std::uint64_t written = bytes_in_huge_pages(writer->memory().data());
  EXPECT_GT(written, 0U);
  EXPECT_EQ(bytes_in_huge_pages(&(*mapping)->header()), written);
}

}  // namespace
}  // namespace framering
