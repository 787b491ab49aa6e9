#include "shared_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

#include "failure.hpp"
#include "huge_pages.hpp"
#include "memory_limit.hpp"

namespace framering::bench {

SharedFile::SharedFile(const char* name, std::size_t bytes, Pages pages)
    : fd_(::memfd_create(name, MFD_CLOEXEC)) {
  if (const auto room = available_memory(); bytes > room.bytes) {
    throw std::runtime_error(std::string(name) + ": " + mebibytes(bytes) + " are more than " +
                             room.reason + ", " + mebibytes(room.bytes));
  }
  const std::string thing = std::string(name) + ": no shared memory";
  if (!fd_ || ::ftruncate(fd_.get(), static_cast<off_t>(bytes)) != 0) throw_errno(thing);
  void* const hint = pages == Pages::huge ? find_huge_page_address(bytes) : nullptr;
  void* const data = ::mmap(hint, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), 0);
  if (data == MAP_FAILED) throw_errno(thing);
  if (pages == Pages::huge) allocate_huge_pages(data, bytes);
  ::madvise(data, bytes, MADV_POPULATE_WRITE);  // there is room for it: see above
  bytes_ = {static_cast<std::byte*>(data), bytes};
}

SharedFile::~SharedFile() {
  if (!bytes_.empty()) ::munmap(bytes_.data(), bytes_.size());
}

}  // namespace framering::bench
