#pragma once
// A memfd that the processes of a measurement map.

#include <cstddef>
#include <cstdint>
#include <span>

#include "unique_fd.hpp"

namespace framering::bench {

/// Huge: as far as the kernel has them to give, as in a ring.
enum class Pages : std::uint8_t { small, huge };

class SharedFile {
 public:
  /// Zeros, all of it in memory at once. Throws std::runtime_error.
  SharedFile(const char* name, std::size_t bytes, Pages pages = Pages::small);
  SharedFile(const SharedFile&) = delete;
  SharedFile& operator=(const SharedFile&) = delete;
  ~SharedFile();

  /// Close-on-exec.
  int fd() const noexcept { return fd_.get(); }
  /// Page-aligned.
  std::span<std::byte> bytes() const noexcept { return bytes_; }

 private:
  UniqueFd fd_;
  std::span<std::byte> bytes_;
};

}  // namespace framering::bench
