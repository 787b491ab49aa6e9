#include "pipe_client.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

#include "error.hpp"
#include "fd_channel.hpp"
#include "pipe_record.hpp"
#include "stream_fifos.hpp"
#include "wait_ready.hpp"

namespace framering {
namespace {

Error no_server(const std::string& stream) {
  return make_error(ErrorCode::not_found, "stream " + stream + ": no server for pipes");
}

/// Opens a FIFO without waiting for its other end.
Result<UniqueFd> open_fifo(const std::string& path, int access, const std::string& stream) {
  UniqueFd fifo(::open(path.c_str(), access | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW));
  if (!fifo && (errno == ENOENT || errno == ENXIO)) return no_server(stream);
  if (!fifo) return system_error("stream " + stream, errno);
  struct stat status {};
  if (::fstat(fifo.get(), &status) != 0 || !S_ISFIFO(status.st_mode)) {
    return make_error(ErrorCode::bad_data, "stream " + stream + ": its FIFO is none");
  }
  return fifo;
}

/// Who registers, and what the server names after it.
class Registrant {
 public:
  explicit Registrant(std::string stream) : stream_(std::move(stream)) {
    record_.pid = static_cast<std::uint64_t>(::getpid());
    ::getrandom(&record_.nonce, sizeof record_.nonce, 0);
  }

  /// The name of the FIFO, without its direction.
  std::string stem() const { return client_fifo_stem(stream_, record_.pid, record_.nonce); }

  Status write_record(const StreamDirectory& directory, int interrupt, Deadline deadline) const {
    auto fifo = open_fifo(directory.short_path(registration_name(stream_)), O_WRONLY, stream_);
    if (!fifo) return fifo.error();
    // A record is shorter than PIPE_BUF: it goes all at once or not at all.
    FdChannel channel(UniqueFd(), *std::move(fifo), interrupt);
    return channel.write_all(std::as_bytes(std::span(&record_, 1)), deadline);
  }

 private:
  std::string stream_;
  PipeRecord record_;
};

/// What tells when a name may have come to be in a directory.
class NameWatch {
 public:
  explicit NameWatch(const StreamDirectory& directory)
      : changes_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    const std::string watched = directory.short_path(".");
    if (changes_ &&
        ::inotify_add_watch(changes_.get(), watched.c_str(), IN_CREATE | IN_MOVED_TO) < 0) {
      changes_.reset();
    }
  }

  /// Until a name came to be. A user may have few watches (128): without one, a millisecond.
  Ready wait(int interrupt, Deadline deadline) const {
    if (!changes_) {
      const Deadline next_look = std::min(deadline, deadline_in(std::chrono::milliseconds(1)));
      const Ready ready = wait_ready({}, interrupt, next_look);
      return ready == Ready::timed_out && next_look < deadline ? Ready::yes : ready;
    }
    pollfd change{changes_.get(), POLLIN, 0};
    const Ready ready = wait_ready({&change, 1}, interrupt, deadline);
    alignas(inotify_event) std::array<char, 4096> events;  // which ones, does not matter
    while (::read(changes_.get(), events.data(), events.size()) > 0) {
    }
    return ready;
  }

 private:
  UniqueFd changes_;  // empty: there is none to be had
};

/// Whether `path` came to be before the deadline.
Status wait_for_name(const std::string& path, const NameWatch& watch, int interrupt,
                     Deadline deadline) {
  while (::access(path.c_str(), F_OK) != 0) {
    if (watch.wait(interrupt, deadline) != Ready::yes) return no_answer();
  }
  return Done{};
}

}  // namespace

Result<std::unique_ptr<Channel>> register_by_pipe(const StreamDirectory& directory,
                                                  const std::string& stream, int interrupt,
                                                  Deadline deadline) {
  const Registrant registrant(stream);
  const NameWatch watch(directory);  // before the name can come to be
  const auto written = registrant.write_record(directory, interrupt, deadline);
  if (!written) return written.error();
  const std::string up_path = directory.short_path(registrant.stem() + ".up");
  const auto ready = wait_for_name(up_path, watch, interrupt, deadline);
  if (!ready) {
    return make_error(ready.error().code, "stream " + stream + ": " + ready.error().message);
  }
  auto down = open_fifo(directory.short_path(registrant.stem() + ".down"), O_RDONLY, stream);
  if (!down) return down.error();
  auto up = open_fifo(up_path, O_WRONLY, stream);
  if (!up) return up.error();
  return std::unique_ptr<Channel>(
      std::make_unique<FdChannel>(*std::move(down), *std::move(up), interrupt));
}

}  // namespace framering
