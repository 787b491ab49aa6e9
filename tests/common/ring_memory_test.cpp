// The ring's memory: sealed by the kernel, never inherited, refused by readers unless it is safe.

#include "ring_memory.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <fstream>

#include "support/child.hpp"
#include "support/hostile_ring.hpp"

namespace framering {
namespace {

using test::Child;
using test::HostileRing;
using test::sound_header;

constexpr std::uint64_t kBytes = 5 * 4096;

RingMemory make_memory() {
  auto memory = RingMemory::create(kBytes);
  if (!memory) throw std::runtime_error(memory.error().message);
  return *std::move(memory);
}

UniqueFd reading(const RingMemory& memory) {
  auto fd = memory.open_for_reading();
  if (!fd) throw std::runtime_error(fd.error().message);
  return *std::move(fd);
}

void* map_raw(int fd, int protection, int flags = MAP_SHARED) {
  return ::mmap(nullptr, kBytes, protection, flags, fd, 0);
}

/// What a process of the same user can open of it.
UniqueFd reopened(const UniqueFd& fd) {
  const std::string path =
      "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(fd.get());
  return UniqueFd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
}

TEST(RingMemory, IsZeroedAndAllThereFromTheStart) {
  const RingMemory memory = make_memory();
  ASSERT_EQ(memory.size(), kBytes);
  for (std::size_t i = 0; i < kBytes; ++i) ASSERT_EQ(memory.data()[i], std::byte{0});
  struct stat status {};
  ASSERT_EQ(::fstat(reading(memory).get(), &status), 0);
  EXPECT_GE(status.st_blocks * 512, static_cast<blkcnt_t>(kBytes));
}

TEST(RingMemory, ShowsReadersWhatTheWriterWritesAfterSealing) {
  const RingMemory memory = make_memory();
  const UniqueFd fd = reading(memory);
  void* view = map_raw(fd.get(), PROT_READ);
  ASSERT_NE(view, MAP_FAILED);
  memory.data()[4097] = std::byte{42};
  EXPECT_EQ(static_cast<std::byte*>(view)[4097], std::byte{42});
  ::munmap(view, kBytes);
}

TEST(RingMemory, AReaderCannotMapItWritable) {
  const RingMemory memory = make_memory();
  const UniqueFd fd = reading(memory);
  EXPECT_EQ(map_raw(fd.get(), PROT_READ | PROT_WRITE), MAP_FAILED);
  const UniqueFd writable = reopened(fd);
  if (writable) {
    EXPECT_EQ(map_raw(writable.get(), PROT_READ | PROT_WRITE), MAP_FAILED);
  }
}

TEST(RingMemory, AReaderCannotMakeItsMappingWritable) {
  const RingMemory memory = make_memory();
  const UniqueFd fd = reading(memory);
  const UniqueFd writable = reopened(fd);
  for (const int from : {fd.get(), writable.get()}) {
    if (from < 0) continue;
    void* view = map_raw(from, PROT_READ);
    ASSERT_NE(view, MAP_FAILED);
    EXPECT_NE(::mprotect(view, kBytes, PROT_READ | PROT_WRITE), 0);
    ::munmap(view, kBytes);
  }
}

TEST(RingMemory, NobodyCanChangeItsSizeOrTearHolesIntoIt) {
  const RingMemory memory = make_memory();
  const UniqueFd fd = reading(memory);
  EXPECT_NE(::ftruncate(fd.get(), 0), 0);
  const UniqueFd writable = reopened(fd);
  if (!writable) GTEST_SKIP() << "cannot be opened for writing at all";
  EXPECT_NE(::ftruncate(writable.get(), 0), 0);
  EXPECT_NE(::ftruncate(writable.get(), 2 * kBytes), 0);
  EXPECT_NE(::fallocate(writable.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096), 0);
}

TEST(RingMemory, NobodyCanWriteItThroughADescriptor) {
  const RingMemory memory = make_memory();
  const UniqueFd fd = reading(memory);
  EXPECT_EQ(::pwrite(fd.get(), "x", 1, 0), -1);
  const UniqueFd writable = reopened(fd);
  if (writable) {
    EXPECT_EQ(::pwrite(writable.get(), "x", 1, 0), -1);
  }
  EXPECT_EQ(memory.data()[0], std::byte{0});
}

TEST(RingMemory, ItsSealsAreFinal) {
  const RingMemory memory = make_memory();
  const UniqueFd fd = reading(memory);
  const int seals = ::fcntl(fd.get(), F_GET_SEALS);
  EXPECT_EQ(seals & test::kRingSeals, test::kRingSeals);
  EXPECT_NE(::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_WRITE), 0);
}

TEST(RingMemory, WhatIsHandedOutIsForReadingAndCloseOnExec) {
  const RingMemory memory = make_memory();
  const UniqueFd fd = reading(memory);
  EXPECT_EQ(::fcntl(fd.get(), F_GETFL) & O_ACCMODE, O_RDONLY);
  EXPECT_EQ(::fcntl(fd.get(), F_GETFD), FD_CLOEXEC);
}

TEST(RingMemory, AForkedChildHasNoMappingOfIt) {
  const RingMemory memory = make_memory();
  const auto place = reinterpret_cast<std::uintptr_t>(memory.data());
  Child child([&] {
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
      const auto from = std::stoull(line, nullptr, 16);
      const auto to = std::stoull(line.substr(line.find('-') + 1), nullptr, 16);
      if (from <= place && place < to) return 1;
    }
    return 0;
  });
  EXPECT_EQ(child.wait(), 0);
}

TEST(RingMemory, MoreThanThereIsIsAnErrorThatSaysHowMuch) {
  const auto memory = RingMemory::create(1ULL << 50);
  ASSERT_FALSE(memory);
  EXPECT_EQ(memory.error().code, ErrorCode::no_memory);
  EXPECT_NE(memory.error().message.find("1073741824.0 MiB"), std::string::npos);
  EXPECT_NE(memory.error().message.find("fewer slots"), std::string::npos);
}

// --- What a reader refuses to map ----------------------------------------------------------------

TEST(RingMapping, MapsASoundRing) {
  const HostileRing ring(sound_header());
  EXPECT_TRUE(RingMapping::map(ring.fd()));
}

TEST(RingMapping, RefusesMemoryThatLacksASeal) {
  for (const int missing : {F_SEAL_SHRINK, F_SEAL_GROW, F_SEAL_FUTURE_WRITE, test::kRingSeals}) {
    const HostileRing ring(sound_header(), test::kRingSeals & ~missing & ~F_SEAL_SEAL);
    const auto mapping = RingMapping::map(ring.fd());
    ASSERT_FALSE(mapping) << missing;
    EXPECT_EQ(mapping.error().code, ErrorCode::bad_data);
    EXPECT_NE(mapping.error().message.find("not sealed"), std::string::npos);
  }
}

TEST(RingMapping, RefusesMemoryThatIsNotAllThere) {
  // A hole would be filled at a reader's expense, up to its being killed for it.
  UniqueFd fd(::memfd_create("sparse", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  RingHeader header = sound_header();
  header.slot_count = 1024;
  header.total_bytes = header.slots_offset + header.slot_count * header.slot_stride;
  ASSERT_EQ(::ftruncate(fd.get(), static_cast<off_t>(header.total_bytes)), 0);
  ASSERT_EQ(::pwrite(fd.get(), &header, sizeof header, 0), static_cast<ssize_t>(sizeof header));
  ASSERT_EQ(::fcntl(fd.get(), F_ADD_SEALS, test::kRingSeals), 0);
  struct stat before {};
  ASSERT_EQ(::fstat(fd.get(), &before), 0);
  const auto mapping = RingMapping::map(fd.get());
  struct stat after {};
  ASSERT_EQ(::fstat(fd.get(), &after), 0);
  EXPECT_EQ(after.st_blocks, before.st_blocks) << "the reader filled the holes";
  ASSERT_FALSE(mapping);
  EXPECT_EQ(mapping.error().code, ErrorCode::bad_data);
}

TEST(RingMapping, RefusesWhatIsNoMemoryAtAll) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const UniqueFd in(ends[0]);
  const UniqueFd out(ends[1]);
  const UniqueFd file(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
  for (const int fd : {in.get(), file.get(), -1}) EXPECT_FALSE(RingMapping::map(fd));
}

TEST(RingMapping, RefusesMemoryTooSmallForAHeader) {
  for (const std::size_t bytes : {1U, 383U}) {
    const HostileRing ring(sound_header(), test::kRingSeals, bytes);
    EXPECT_FALSE(RingMapping::map(ring.fd())) << bytes;
  }
}

TEST(RingMapping, RefusesARingThatEndsBeforeItsHeaderSays) {
  const RingHeader header = sound_header();
  const HostileRing ring(header, test::kRingSeals, header.total_bytes - 1);
  const auto mapping = RingMapping::map(ring.fd());
  ASSERT_FALSE(mapping);
  EXPECT_EQ(mapping.error().code, ErrorCode::bad_data);
}

}  // namespace
}  // namespace framering
