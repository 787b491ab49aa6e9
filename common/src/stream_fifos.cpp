#include "stream_fifos.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <utility>

#include "error.hpp"

namespace framering {
namespace {

bool is_digits(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

/// Whether a server of `stream` gives FIFOs this name, or gave it while it was making one.
bool is_fifo_name(std::string_view name, const std::string& stream) {
  constexpr std::size_t kNonceDigits = 16;
  take_prefix(name, ".");
  if (name == registration_name(stream)) return true;
  if (!take_prefix(name, stream + ".")) return false;
  if (!take_suffix(name, ".up") && !take_suffix(name, ".down")) return false;
  const std::size_t dash = name.find('-');
  if (dash == std::string_view::npos) return false;
  const std::string_view nonce = name.substr(dash + 1);
  return is_digits(name.substr(0, dash), "0123456789") && nonce.size() == kNonceDigits &&
         is_digits(nonce, "0123456789abcdef");
}

bool change_mode(const std::string& path, mode_t mode) {
  return ::fchmodat(AT_FDCWD, path.c_str(), mode, AT_SYMLINK_NOFOLLOW) == 0;
}

/// Opens what should be our FIFO: in a directory that others may write to, it may have become a
/// link to a file of ours, or one.
Result<UniqueFd> open_at(const std::string& path, int flags) {
  UniqueFd fd(::open(path.c_str(), flags | O_NOFOLLOW | O_CLOEXEC));
  struct stat status {};
  if (!fd || ::fstat(fd.get(), &status) != 0) return system_error("FIFO", errno);
  if (S_ISFIFO(status.st_mode)) return fd;
  return make_error(ErrorCode::denied, "FIFO: has been replaced by something else");
}

/// Makes the FIFO, opens it, and gives it its mode, which may forbid that.
Result<UniqueFd> make_at(const std::string& path, mode_t mode, int open_flags) {
  // What mkfifo() makes has less than it is told by the umask, which belongs to the whole process
  // and is left alone.
  if (::mkfifo(path.c_str(), 0600) != 0 || !change_mode(path, 0600)) {
    return system_error("FIFO", errno);
  }
  auto fd = open_flags >= 0 ? open_at(path, open_flags) : Result<UniqueFd>(UniqueFd());
  if (fd && !change_mode(path, mode)) return system_error("FIFO", errno);
  return fd;
}

bool exists(const std::string& path) {
  struct stat file {};
  return ::lstat(path.c_str(), &file) == 0;
}

}  // namespace

std::string client_fifo_stem(const std::string& stream, std::uint64_t pid, std::uint64_t nonce) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(nonce));
  return stream + "." + std::to_string(pid) + "-" + digits;
}

void clear_fifos(const StreamDirectory& directory, const std::string& stream) {
  std::error_code failure;
  std::filesystem::directory_iterator entry(directory.short_path(""), failure);
  for (const auto end = std::filesystem::directory_iterator(); !failure && entry != end;
       entry.increment(failure)) {
    std::error_code unknown;
    const bool is_fifo = entry->symlink_status(unknown).type() == std::filesystem::file_type::fifo;
    if (is_fifo && is_fifo_name(entry->path().filename().native(), stream)) {
      ::unlink(entry->path().c_str());
    }
  }
}

Result<NamedFifo> NamedFifo::make(const StreamDirectory& directory, const std::string& name,
                                  mode_t mode, int open_flags) {
  const std::string path = directory.short_path(name);
  const std::string unfinished = directory.short_path("." + name);
  // Nobody but the holder of the stream's lock makes such names: none comes up in between.
  if (exists(path)) {
    return make_error(ErrorCode::busy, directory.path() + "/" + name +
                                           ": is there already, and is not ours; remove it");
  }
  auto fd = make_at(unfinished, mode, open_flags);
  if (fd && ::rename(unfinished.c_str(), path.c_str()) != 0) fd = system_error("FIFO", errno);
  if (fd) return NamedFifo(path, *std::move(fd));
  ::unlink(unfinished.c_str());
  return make_error(fd.error().code, directory.path() + "/" + name + ": " + fd.error().message);
}

NamedFifo::NamedFifo(NamedFifo&& other) noexcept
    : path_(std::exchange(other.path_, {})), fd_(std::move(other.fd_)) {}

NamedFifo::~NamedFifo() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

Result<UniqueFd> NamedFifo::open(int flags) const { return open_at(path_, flags); }

}  // namespace framering
