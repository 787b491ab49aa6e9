#include "ways/byte_stream.hpp"

#include <signal.h>
#include <unistd.h>

#include <utility>

#include "failure.hpp"
#include "wait_ready.hpp"

namespace framering::bench {
namespace {

/// False: the reader has gone.
bool write_all(int fd, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

ByteStreamSender::ByteStreamSender(const WaySetup& setup)
    : readers_(setup.readers), frame_(setup.frame_bytes) {
  ::signal(SIGPIPE, SIG_IGN);  // in a process that does nothing else
}

std::span<std::byte> ByteStreamSender::begin() {
  if (came_ < readers_) {
    for (UniqueFd& newcomer : newcomers()) outs_.push_back(std::move(newcomer)), ++came_;
  }
  return frame_;
}

void ByteStreamSender::publish() {
  std::erase_if(outs_, [this](const UniqueFd& out) { return !write_all(out.get(), frame_); });
}

ByteStreamReceiver::ByteStreamReceiver(const WaySetup& setup, UniqueFd in)
    : in_(std::move(in)), frame_(setup.frame_bytes) {}

Outcome ByteStreamReceiver::receive(Deadline deadline) {
  pollfd readable{in_.get(), POLLIN, 0};
  if (wait_ready({&readable, 1}, -1, deadline) != Ready::yes) return Outcome::none;
  for (std::span<std::byte> rest = frame_; !rest.empty();) {
    const ssize_t got = ::read(in_.get(), rest.data(), rest.size());
    if (got == 0) return Outcome::ended;
    if (got < 0 && errno != EINTR) throw_errno("read");
    if (got > 0) rest = rest.subspan(static_cast<std::size_t>(got));
  }
  return Outcome::frame;
}

}  // namespace framering::bench
