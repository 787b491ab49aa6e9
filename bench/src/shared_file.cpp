#include "shared_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

#include "memory_limit.hpp"

namespace framering::bench {
namespace {

[[noreturn]] void fail(const char* name) {
  throw std::runtime_error(std::string(name) +
                           ": no shared memory: " + std::generic_category().message(errno));
}

}  // namespace

SharedFile::SharedFile(const char* name, std::size_t bytes)
    : fd_(::memfd_create(name, MFD_CLOEXEC)) {
  if (const auto room = available_memory(); bytes > room.bytes) {
    throw std::runtime_error(std::string(name) + ": " + mebibytes(bytes) + " are more than " +
                             room.reason + ", " + mebibytes(room.bytes));
  }
  if (!fd_ || ::ftruncate(fd_.get(), static_cast<off_t>(bytes)) != 0) fail(name);
  void* data =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd_.get(), 0);
  if (data == MAP_FAILED) fail(name);
  bytes_ = {static_cast<std::byte*>(data), bytes};
}

SharedFile::~SharedFile() {
  if (!bytes_.empty()) ::munmap(bytes_.data(), bytes_.size());
}

}  // namespace framering::bench
