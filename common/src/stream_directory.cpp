#include "stream_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

#include "control_client.hpp"
#include "error.hpp"
#include "framering/stream.hpp"

namespace framering {
namespace {

constexpr std::size_t kMaxName = 64;

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

bool allowed(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

Status check_stream_name(std::string_view name) {
  const bool valid = !name.empty() && name.size() <= kMaxName && name.front() != '.' &&
                     std::all_of(name.begin(), name.end(), allowed);
  if (valid) return Done{};
  return make_error(ErrorCode::invalid,
                    "stream name '" + std::string(name) +
                        "': must be 1 to 64 letters, digits, '.', '_' or '-', and not begin with "
                        "a dot; try camera0");
}

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

Result<std::vector<StreamInfo>> list_streams(const std::string& directory) {
  auto opened = StreamDirectory::open(directory);
  if (!opened && opened.error().code == ErrorCode::not_found) return std::vector<StreamInfo>{};
  if (!opened) return opened.error();
  std::vector<StreamInfo> streams;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(opened->path(), failure)) {
    if (entry.path().extension() != ".sock") continue;
    if (auto info = ask_stream(*opened, entry.path().stem())) streams.push_back(*std::move(info));
  }
  if (failure) return system_error("stream directory " + opened->path(), failure.value());
  std::sort(streams.begin(), streams.end(),
            [](const StreamInfo& a, const StreamInfo& b) { return a.name < b.name; });
  return streams;
}

}  // namespace framering
