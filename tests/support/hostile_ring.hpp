#pragma once
// Rings as a broken or hostile producer could make them: sealed memory whose every byte the test
// can choose, also while it is mapped by a reader.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

#include "ring_layout.hpp"
#include "unique_fd.hpp"

namespace framering::test {

inline constexpr int kRingSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL;
inline constexpr std::uint64_t kHostilePayload = 4096;

/// A header that every reader accepts: four slots.
inline RingHeader sound_header() {
  RingHeader header;
  header.magic = kRingMagic;
  header.version = 1;
  header.compat_version = 1;
  header.header_bytes = 384;
  header.slot_count = 4;
  header.slots_offset = 384;
  header.payload_offset = 384;
  header.payload_capacity = kHostilePayload;
  header.slot_stride = 384 + kHostilePayload;
  header.total_bytes = header.slots_offset + 4 * header.slot_stride;
  return header;
}

class HostileRing {
 public:
  /// Memory of `bytes` (0: what the header says) that begins with `header`.
  explicit HostileRing(const RingHeader& header, int seals = kRingSeals, std::size_t bytes = 0)
      : bytes_(bytes != 0 ? bytes : header.total_bytes),
        fd_(::memfd_create("hostile", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
    if (::ftruncate(fd_.get(), static_cast<off_t>(bytes_)) != 0) fail();
    data_ = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), 0);
    if (data_ == MAP_FAILED) fail();
    std::memset(data_, 0, bytes_);
    std::memcpy(data_, &header, std::min(sizeof header, bytes_));
    if (seals != 0 && ::fcntl(fd_.get(), F_ADD_SEALS, seals) != 0) fail();
  }
  HostileRing(const HostileRing&) = delete;
  HostileRing& operator=(const HostileRing&) = delete;
  ~HostileRing() { ::munmap(data_, bytes_); }

  int fd() const noexcept { return fd_.get(); }
  RingHeader& header() const noexcept { return *static_cast<RingHeader*>(data_); }
  /// Slot `number`, which must lie where sound_header() says.
  SlotHeader& slot(std::uint64_t number) const noexcept {
    return *reinterpret_cast<SlotHeader*>(static_cast<std::byte*>(data_) + 384 +
                                          number * (384 + kHostilePayload));
  }

 private:
  [[noreturn]] static void fail() { throw std::runtime_error("no memory for a hostile ring"); }
  std::size_t bytes_;
  UniqueFd fd_;
  void* data_ = nullptr;
};

}  // namespace framering::test
