#include "token.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "error.hpp"
#include "hexadecimal.hpp"
#include "random_bytes.hpp"
#include "unique_fd.hpp"

namespace framering {
namespace {

constexpr std::size_t kTokenBytes = 16;
constexpr std::size_t kTokenDigits = 2 * kTokenBytes;

std::string thing(const std::string& path) { return "token file " + path; }

bool is_token(std::string_view text) {
  return text.size() == kTokenDigits &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// What is said of a file. Errors: invalid (anything else), system.
Result<struct stat> check_file(int fd, const std::string& path) {
  struct stat file {};
  if (::fstat(fd, &file) != 0) return system_error(thing(path), errno);
  if (S_ISREG(file.st_mode)) return file;
  return make_error(ErrorCode::invalid, thing(path) + ": is no file; name another one");
}

/// Whether it is ours, and nobody else may read it, or write it.
Status check_private(const struct stat& file, const std::string& path) {
  // In a directory that others may write to, one of them may have been first; root reads that too.
  if (file.st_uid != ::geteuid()) {
    return make_error(ErrorCode::denied,
                      thing(path) + ": belongs to somebody else; remove it for a new one");
  }
  if ((file.st_mode & 077) == 0) return Done{};
  return make_error(ErrorCode::denied,
                    thing(path) + ": others may use it; chmod 600 it, or remove it for a new one");
}

Result<std::string> read_token(int fd, const std::string& path) {
  std::array<char, kTokenDigits + 2> text{};  // a line end, and one more if it is too long
  const ssize_t length = ::read(fd, text.data(), text.size());
  if (length < 0) return system_error(thing(path), errno);
  std::string_view token(text.data(), static_cast<std::size_t>(length));
  if (token.ends_with('\n')) token.remove_suffix(1);
  if (is_token(token)) return std::string(token);
  return make_error(ErrorCode::invalid, thing(path) +
                                            ": holds no token (32 hexadecimal digits); name "
                                            "another one");
}

Result<std::string> write_token(int fd, const std::string& path) {
  auto token = new_token();
  if (!token) return token;
  const std::string line = *token + "\n";
  // The mode too: a umask may have taken from it.
  const bool written = ::fchmod(fd, 0600) == 0 &&
                       ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (written) return token;
  const int failure = errno;
  ::unlink(path.c_str());
  return system_error(thing(path), failure);
}

}  // namespace

Result<std::string> new_token() {
  const auto bytes = random_bytes<kTokenBytes>();
  if (!bytes) return bytes.error();
  return hexadecimal(*bytes);
}

Result<std::string> token_from_file(const std::string& path) {
  const UniqueFd made(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (made) return write_token(made.get(), path);
  if (errno != EEXIST) return system_error(thing(path), errno);
  // Not blocking, should it be a FIFO.
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!fd) return system_error(thing(path), errno);
  const auto file = check_file(fd.get(), path);
  if (!file) return file.error();
  if (auto checked = check_private(*file, path); !checked) return checked.error();
  return read_token(fd.get(), path);
}

Result<std::string> handed_token(const std::string& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!fd) {
    const Error error = system_error(thing(path), errno, "copy it from the producer's machine");
    return make_error(ErrorCode::invalid, error.message);  // to be told, not to be waited for
  }
  if (auto file = check_file(fd.get(), path); !file) return file.error();
  return read_token(fd.get(), path);
}

bool same_token(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

}  // namespace framering
