#include "pipe_client.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
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

// How often to look for a name. The server needs a fraction of a millisecond to make it; inotify
// would tell, and then take 10 ms and more to be closed, since the kernel waits for all who may
// still look at the watch.
constexpr std::chrono::microseconds kFirstPause(50);
constexpr std::chrono::microseconds kLongestPause(2000);

/// Whether `path` came to be before the deadline.
Status wait_for_name(const std::string& path, int interrupt, Deadline deadline) {
  for (auto pause = kFirstPause; ::access(path.c_str(), F_OK) != 0;
       pause = std::min(2 * pause, kLongestPause)) {
    if (Clock::now() >= deadline) return no_answer();
    if (wait_ready({}, interrupt, std::min(deadline, deadline_in(pause))) == Ready::interrupted) {
      return no_answer();
    }
  }
  return Done{};
}

}  // namespace

Result<std::unique_ptr<Channel>> register_by_pipe(const StreamDirectory& directory,
                                                  const std::string& stream, int interrupt,
                                                  Deadline deadline) {
  const Registrant registrant(stream);
  const auto written = registrant.write_record(directory, interrupt, deadline);
  if (!written) return written.error();
  const std::string up_path = directory.short_path(registrant.stem() + ".up");
  const auto ready = wait_for_name(up_path, interrupt, deadline);
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
