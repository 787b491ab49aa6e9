#include "scratch_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "failure.hpp"
#include "peers/remains.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "frame_bench-run.";
constexpr std::string_view kUnique = "XXXXXX";  // what mkdtemp() replaces
constexpr int kMostTries = 10;

/// Not std::filesystem::temp_directory_path(), whose errors do not say which directory is no good.
std::string temporary_files() {
  const char* given = std::getenv("TMPDIR");
  return given == nullptr || *given == '\0' ? "/tmp" : given;
}

std::string no_directory(const std::string& path) {
  return system_error(path, errno, "set TMPDIR to a directory that can be written to").message;
}

void discard(const std::string& path) {
  remove_remains(path);
  std::error_code left;
  fs::remove_all(path, left);
}

/// Nothing if there is no such directory, or it is not as mkdtemp() makes it for this user.
UniqueFd open_own(const std::string& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status {};
  if (!fd || ::fstat(fd.get(), &status) != 0) return {};
  const bool own = status.st_uid == ::geteuid() && (status.st_mode & 0777) == 0700;
  return own ? std::move(fd) : UniqueFd();
}

/// A lock that goes with the last process that has it: the forked ones of a measurement keep it as
/// well, which may outlive the bench by a moment.
bool lock(const UniqueFd& directory) { return ::flock(directory.get(), LOCK_EX | LOCK_NB) == 0; }

/// Removes what nobody uses any more.
void clear_abandoned() {
  std::error_code failure;
  fs::directory_iterator entry(temporary_files(), failure);
  for (const fs::directory_iterator end; !failure && entry != end; entry.increment(failure)) {
    const std::string name = entry->path().filename();
    if (!name.starts_with(kPrefix) || name.size() != kPrefix.size() + kUnique.size()) continue;
    const UniqueFd abandoned = open_own(entry->path());
    if (abandoned && lock(abandoned)) discard(entry->path());
  }
}

}  // namespace

ScratchDirectory::ScratchDirectory() {
  clear_abandoned();
  // Until it is locked, another bench may take it for an abandoned one; then this is the next try.
  for (int tries = 0; tries < kMostTries; ++tries) {
    path_ = temporary_files() + '/' + std::string(kPrefix) + std::string(kUnique);
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error(no_directory(path_));
    lock_ = open_own(path_);
    // A file system without such locks: what a kill leaves there stays.
    const bool kept = lock_ && (lock(lock_) || errno != EWOULDBLOCK);
    if (kept && fs::exists(path_)) return;
    ::rmdir(path_.c_str());
  }
  throw std::runtime_error(path_ + ": is gone as soon as it is made");
}

ScratchDirectory::~ScratchDirectory() { discard(path_); }

}  // namespace framering::bench
