#include "name_lock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <mutex>
#include <set>
#include <utility>

#include "error.hpp"
#include "stream_directory.hpp"

namespace framering {
namespace {

// A record lock, since a forked child does not keep it, as it would an flock. But within one
// process it excludes nobody, and closing any descriptor of the file drops it: hence the set of
// paths, which keeps a second one from being opened. What a forked child finds in it is its
// parent's.
std::mutex held_mutex;
std::set<std::pair<pid_t, std::string>> held_paths;

bool hold(const std::string& path) {
  const std::lock_guard guard(held_mutex);
  return held_paths.emplace(::getpid(), path).second;
}

void unhold(const std::string& path) {
  const std::lock_guard guard(held_mutex);
  held_paths.erase({::getpid(), path});
}

/// The one path of a directory that has several, as by a link; itself where there is none.
std::string canonical(const std::string& directory) {
  std::error_code failure;
  const auto path = std::filesystem::canonical(directory, failure);
  return failure ? directory : path.string();
}

struct flock whole_file() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

Error busy(const std::string& stream, pid_t owner) {
  const std::string who = owner > 0 ? " (process " + std::to_string(owner) + ")" : "";
  return make_error(ErrorCode::busy, "stream " + stream + ": another producer" + who +
                                         " has this name; end it, or choose another --stream");
}

/// Whether the file that was locked is still the one of that name: its last owner may have removed
/// it between our open and our lock.
bool is_current(int fd, const std::string& path) {
  struct stat ours {};
  struct stat named {};
  return ::fstat(fd, &ours) == 0 && ::stat(path.c_str(), &named) == 0 &&
         ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

Result<UniqueFd> lock_file(const std::string& path, const std::string& stream) {
  for (;;) {
    UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd) return system_error("lock file " + path, errno);
    struct flock lock = whole_file();
    if (::fcntl(fd.get(), F_SETLK, &lock) != 0) {
      if (errno != EACCES && errno != EAGAIN) return system_error("lock file " + path, errno);
      const bool known = ::fcntl(fd.get(), F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
      return busy(stream, known ? lock.l_pid : 0);
    }
    if (is_current(fd.get(), path)) return fd;
  }
}

}  // namespace

Result<NameLock> NameLock::acquire(const std::string& directory, const std::string& stream) {
  const std::string path = canonical(directory) + "/" + lock_name(stream);
  if (!hold(path)) return busy(stream, ::getpid());
  auto fd = lock_file(path, stream);
  if (!fd) {
    unhold(path);
    return fd.error();
  }
  return NameLock(path, *std::move(fd));
}

NameLock::NameLock(std::string path, UniqueFd fd)
    : path_(std::move(path)), fd_(std::move(fd)), owner_(::getpid()) {}

NameLock::~NameLock() {
  // A forked child has a copy of this object, but not the lock: the file is its parent's.
  if (!fd_ || owner_ != ::getpid()) return;
  // Removed while it is still locked: whoever locks it after us sees that it has no name any more.
  ::unlink(path_.c_str());
  fd_.reset();
  unhold(path_);
}

}  // namespace framering
