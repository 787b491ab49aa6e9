#include "fd_channel.hpp"

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <utility>

#include "error.hpp"
#include "wait_ready.hpp"

namespace framering {
namespace {

/// Keeps the SIGPIPE of a write to a FIFO from the program, which may not expect one: it is blocked
/// for this thread, and taken off again before the thread goes on.
class WithoutSigpipe {
 public:
  WithoutSigpipe() noexcept {
    ::sigemptyset(&sigpipe_);
    ::sigaddset(&sigpipe_, SIGPIPE);
    sigset_t pending;
    ::sigpending(&pending);
    was_pending_ = ::sigismember(&pending, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;
  ~WithoutSigpipe() {
    const timespec at_once{};
    if (!was_pending_) ::sigtimedwait(&sigpipe_, nullptr, &at_once);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t sigpipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

ssize_t write_quietly(int fifo, std::span<const std::byte> bytes) noexcept {
  const WithoutSigpipe quiet;
  const ssize_t written = ::write(fifo, bytes.data(), bytes.size());
  return written < 0 ? -errno : written;  // errno does not outlive the guard
}

ssize_t send_quietly(int socket, std::span<const std::byte> bytes) noexcept {
  const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent < 0 ? -errno : sent;
}

bool try_again(ssize_t outcome) { return outcome == -EAGAIN || outcome == -EINTR; }

Error failure(ssize_t outcome) {
  switch (-outcome) {
    case EPIPE:
    case ECONNRESET:
    case ECONNABORTED:
    case ETIMEDOUT:  // keepalive: the peer's machine does not answer any more
    case EHOSTUNREACH:
    case ENETUNREACH:
      return connection_closed();
    default:
      return system_error("connection to the producer", static_cast<int>(-outcome));
  }
}

}  // namespace

Error connection_closed() {
  return make_error(ErrorCode::not_found, "the producer closed the connection");
}

Error no_answer() { return make_error(ErrorCode::timed_out, "the producer does not answer"); }

FdChannel::FdChannel(UniqueFd socket, int interrupt) noexcept
    : read_end_(std::move(socket)), interrupt_(interrupt), heard_(true) {}

FdChannel::FdChannel(UniqueFd read_end, UniqueFd write_end, int interrupt) noexcept
    : read_end_(std::move(read_end)),
      write_end_(std::move(write_end)),
      interrupt_(interrupt),
      heard_(false) {}

Status FdChannel::write_all(std::span<const std::byte> bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t written =
        is_socket() ? send_quietly(write_fd(), bytes) : write_quietly(write_fd(), bytes);
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
      continue;
    }
    if (!try_again(written)) return failure(written);
    pollfd writable{write_fd(), POLLOUT, 0};
    if (wait_ready({&writable, 1}, interrupt_, deadline) != Ready::yes) return no_answer();
  }
  return Done{};
}

Status FdChannel::read_exactly(std::span<std::byte> target, Deadline deadline) {
  while (!target.empty()) {
    if (!heard_) {
      if (auto spoke = wait_to_read(deadline); !spoke) return spoke;
    }
    const ssize_t got = ::read(read_end_.get(), target.data(), target.size());
    if (got == 0) return connection_closed();
    if (got > 0) {
      heard_ = true;
      target = target.subspan(static_cast<std::size_t>(got));
      continue;
    }
    if (!try_again(-errno)) return failure(-errno);
    if (auto more = wait_to_read(deadline); !more) return more;
  }
  return Done{};
}

Status FdChannel::wait_to_read(Deadline deadline) {
  // A FIFO that nobody has opened for writing yet says nothing, also if nobody ever will: that the
  // peer has gone shows at the other FIFO.
  std::array<pollfd, 2> ends{{{read_end_.get(), POLLIN, 0}, {write_end_.get(), 0, 0}}};
  if (wait_ready(ends, interrupt_, deadline) != Ready::yes) return no_answer();
  return ends[0].revents != 0 ? Status(Done{}) : Status(connection_closed());
}

}  // namespace framering
