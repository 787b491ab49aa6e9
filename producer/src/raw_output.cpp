#include "raw_output.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <utility>

#include "errno_text.hpp"

namespace framering::producer {
namespace {

constexpr int kSliceMilliseconds = 50;  // between looks at the stop token
constexpr int kPipeBytes = 1 << 20;     // what an unprivileged process may ask for

}  // namespace

Result<RawOutput> RawOutput::open(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) {
    return Error{ErrorCode::system, "stdout: " + errno_text(errno) + "; pipe it into a program"};
  }
  const Kind kind = S_ISFIFO(status.st_mode)   ? Kind::pipe
                    : S_ISSOCK(status.st_mode) ? Kind::socket
                                               : Kind::file;
  // A file is not reopened: its offset is shared with whoever writes before and after us.
  int own = -1;
  if (kind == Kind::pipe) {
    const std::string path = fmt::format("/proc/self/fd/{}", fd);
    own = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  }
  const bool blocks = kind == Kind::pipe && own < 0;  // another user's pipe, or no /proc
  if (own < 0) own = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (own < 0) return Error{ErrorCode::system, "stdout: " + errno_text(errno)};
  if (kind == Kind::pipe) ::fcntl(own, F_SETPIPE_SZ, kPipeBytes);  // as it is, if refused
  return RawOutput(own, kind, blocks);
}

RawOutput::RawOutput(RawOutput&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      kind_(other.kind_),
      blocks_(other.blocks_),
      error_(std::move(other.error_)) {}

RawOutput::~RawOutput() {
  if (fd_ >= 0) ::close(fd_);
}

std::ptrdiff_t RawOutput::write_some(std::span<const std::byte> bytes) const {
  if (kind_ == Kind::socket) {
    return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  // A pipe that poll() calls writable has room for that much.
  const std::size_t size = blocks_ ? std::min<std::size_t>(bytes.size(), PIPE_BUF) : bytes.size();
  return ::write(fd_, bytes.data(), size);
}

WriteStatus RawOutput::write(std::span<const std::byte> bytes, const std::stop_token& stop) {
  while (!bytes.empty()) {
    if (stop.stop_requested()) return WriteStatus::stopped;
    pollfd output{fd_, POLLOUT, 0};
    if (::poll(&output, 1, kSliceMilliseconds) <= 0) continue;
    const std::ptrdiff_t written = write_some(bytes);
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    } else if (errno == EPIPE || errno == ECONNRESET) {
      return WriteStatus::closed;
    } else if (errno != EAGAIN && errno != EINTR) {
      error_ = "stdout cannot be written: " + errno_text(errno);
      return WriteStatus::failed;
    }
  }
  return WriteStatus::written;
}

bool RawOutput::reader_gone() const {
  pollfd output{fd_, 0, 0};
  return ::poll(&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

}  // namespace framering::producer
