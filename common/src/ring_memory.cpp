#include "ring_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "atomics.hpp"
#include "error.hpp"
#include "huge_pages.hpp"
#include "memory_limit.hpp"

namespace framering {
namespace {

namespace ipc = boost::interprocess;

// MFD_NOEXEC_SEAL, Linux 6.3; newer than Debian 12's headers.
constexpr unsigned kMfdNoexecSeal = 8;
constexpr std::uint64_t kStatBlockBytes = 512;  // the unit of st_blocks, see stat(2)
constexpr int kNeededSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE;

/// What Boost.Interprocess maps: anything that can tell its handle.
struct Mappable {
  int fd;
  ipc::mapping_handle_t get_mapping_handle() const {
    return ipc::ipcdetail::mapping_handle_from_file_handle(fd);
  }
};

Result<ipc::mapped_region> map_region(int fd, std::uint64_t bytes, ipc::mode_t mode) {
  if (void* const address = find_huge_page_address(bytes)) {
    try {
      return ipc::mapped_region(Mappable{fd}, mode, 0, bytes, address);
    } catch (const ipc::interprocess_exception&) {
      // Most likely another thread has taken the place meanwhile: any other serves, with small
      // pages. Whatever else it was comes again below.
    }
  }
  try {
    return ipc::mapped_region(Mappable{fd}, mode, 0, bytes);
  } catch (const ipc::interprocess_exception& failure) {
    return system_error("mapping the ring", failure.get_native_error());
  }
}

Result<UniqueFd> make_memfd() {
  constexpr unsigned kFlags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  // Some kernels refuse an executable memfd (vm.memfd_noexec), older ones do not know the flag.
  UniqueFd fd(::memfd_create("framering", kFlags | kMfdNoexecSeal));
  if (!fd && errno == EINVAL) fd.reset(::memfd_create("framering", kFlags));
  if (!fd) return system_error("making the ring's memory", errno);
  return fd;
}

Error too_large(std::uint64_t bytes, const MemoryLimit& limit) {
  return make_error(ErrorCode::no_memory, "a ring of " + mebibytes(bytes) + " does not fit into " +
                                              limit.reason + ", " + mebibytes(limit.bytes) +
                                              "; ask for fewer slots or a smaller size");
}

}  // namespace

Result<RingMemory> RingMemory::create(std::uint64_t bytes) {
  // Pre-faulting past a cgroup's limit is no error but a SIGKILL, so look before.
  const MemoryLimit limit = available_memory();
  if (bytes > limit.bytes) return too_large(bytes, limit);
  auto fd = make_memfd();
  if (!fd) return fd.error();
  if (::ftruncate(fd->get(), static_cast<off_t>(bytes)) != 0) {
    return system_error("a ring of " + mebibytes(bytes), errno);
  }
  auto region = map_region(fd->get(), bytes, ipc::read_write);
  if (!region) return region.error();
  // A forked child must neither write the ring nor keep it alive.
  ::madvise(region->get_address(), bytes, MADV_DONTFORK);
  allocate_huge_pages(region->get_address(), bytes);
  if (::madvise(region->get_address(), bytes, MADV_POPULATE_WRITE) != 0) {
    if (errno == ENOMEM || errno == EFAULT) return too_large(bytes, available_memory());
    return system_error("pre-faulting the ring", errno, "Linux 5.14 or newer is needed");
  }
  // After our own mapping, so that it is the last writable one.
  if (::fcntl(fd->get(), F_ADD_SEALS, kNeededSeals | F_SEAL_SEAL) != 0) {
    return system_error("sealing the ring", errno);
  }
  return RingMemory(*std::move(fd), *std::move(region));
}

Result<UniqueFd> RingMemory::open_for_reading() const {
  const std::string path = "/proc/self/fd/" + std::to_string(fd_.get());
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd)
    return system_error("opening the ring for reading by " + path, errno,
                        errno == ENOENT ? "mount /proc" : "");
  return fd;
}

Result<std::shared_ptr<const RingMapping>> RingMapping::map(int fd) {
  const int seals = ::fcntl(fd, F_GET_SEALS);
  if (seals < 0 || (seals & kNeededSeals) != kNeededSeals) {
    return make_error(ErrorCode::bad_data,
                      "ring: its memory is not sealed, so that its producer could take it away; "
                      "refused");
  }
  struct stat status {};
  if (::fstat(fd, &status) != 0) return system_error("ring", errno);
  const auto bytes = static_cast<std::uint64_t>(status.st_size);
  if (bytes < sizeof(RingHeader)) {
    return make_error(ErrorCode::bad_data, "ring: memory too small for a header");
  }
  // Whoever first touches a page that is missing has to find the memory for it, and may be killed
  // for it. The seals forbid making holes later.
  if (static_cast<std::uint64_t>(status.st_blocks) * kStatBlockBytes < bytes) {
    return make_error(ErrorCode::bad_data,
                      "ring: a part of its memory was never allocated; refused");
  }
  auto region = map_region(fd, bytes, ipc::read_only);
  if (!region) return region.error();
  RingHeader header;
  // By words, each read once: what is checked is what is used, even if it changes meanwhile.
  atomics::load_words(reinterpret_cast<std::byte*>(&header),
                      static_cast<const std::byte*>(region->get_address()),
                      offsetof(RingHeader, head));
  auto geometry = check_header(header, bytes);
  if (!geometry) return geometry.error();
  // Only saves page faults later, so a failure does not matter.
  ::madvise(region->get_address(), bytes, MADV_POPULATE_READ);
  return std::shared_ptr<const RingMapping>(new RingMapping(*std::move(region), *geometry));
}

}  // namespace framering
