#include "stream_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <optional>

#include "error.hpp"
#include "framering/stream.hpp"

namespace framering {
namespace {

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

bool is_directory(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// The directory of last resort: anybody can make names beside it, so its owner is checked.
std::string temporary_stream_directory() {
  return environment("TMPDIR").value_or("/tmp") + "/framering-" + std::to_string(::geteuid());
}

Status check_owner(const std::string& path) {
  if (path != temporary_stream_directory()) return Done{};
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return system_error(path, errno);
  if (!S_ISDIR(status.st_mode) || status.st_uid != ::geteuid()) {
    return make_error(ErrorCode::denied, path +
                                             ": belongs to somebody else, or is no directory; set "
                                             "FRAMERING_DIR to a directory of your own");
  }
  return Done{};
}

Status make_directories(const std::string& path) {
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string part = path.substr(0, slash);
    if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST && !is_directory(part)) {
      return system_error("stream directory " + part, errno, "set FRAMERING_DIR to another one");
    }
    if (slash == std::string::npos) return Done{};
  }
}

}  // namespace

std::string stream_directory() {
  if (auto directory = environment("FRAMERING_DIR")) return *directory;
  if (auto runtime = environment("XDG_RUNTIME_DIR")) return *runtime + "/framering";
  const std::string run = "/run/user/" + std::to_string(::geteuid());
  return is_directory(run) ? run + "/framering" : temporary_stream_directory();
}

Result<StreamDirectory> StreamDirectory::open(const std::string& path) {
  std::string directory = path.empty() ? stream_directory() : path;
  UniqueFd fd(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return system_error("stream directory " + directory, errno);
  if (auto owner = check_owner(directory); !owner) return owner.error();
  return StreamDirectory(std::move(directory), std::move(fd));
}

Result<StreamDirectory> StreamDirectory::create(const std::string& path) {
  const std::string directory = path.empty() ? stream_directory() : path;
  if (auto made = make_directories(directory); !made) return made.error();
  return open(directory);
}

std::string StreamDirectory::short_path(const std::string& name) const {
  return "/proc/self/fd/" + std::to_string(fd_.get()) + "/" + name;
}

}  // namespace framering
