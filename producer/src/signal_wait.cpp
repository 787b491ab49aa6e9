// SIGINT and SIGTERM as something to wait for.

#include "signal_wait.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <utility>

#include "errno_text.hpp"

namespace framering::producer {

Result<SignalWait> SignalWait::create() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  const int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  const int event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  SignalWait wait(signals, event);
  if (signals < 0 || event < 0) {
    return Error{ErrorCode::system,
                 "cannot wait for signals: " + errno_text(errno) + "; ulimit -n may be too low"};
  }
  return wait;
}

SignalWait::SignalWait(SignalWait&& other) noexcept
    : signals_(std::exchange(other.signals_, -1)), event_(std::exchange(other.event_, -1)) {}

SignalWait::~SignalWait() {
  if (signals_ >= 0) ::close(signals_);
  if (event_ >= 0) ::close(event_);
}

SignalWait::Outcome SignalWait::wait(std::chrono::milliseconds timeout) {
  pollfd fds[] = {{signals_, POLLIN, 0}, {event_, POLLIN, 0}};
  ::poll(fds, 2, static_cast<int>(timeout.count()));
  signalfd_siginfo info;
  if (::read(signals_, &info, sizeof info) == sizeof info) return Outcome::signal;
  std::uint64_t count = 0;
  if (::read(event_, &count, sizeof count) == sizeof count) return Outcome::notified;
  return Outcome::timed_out;
}

void SignalWait::notify() noexcept {
  const std::uint64_t one = 1;
  // It can only fail when the counter is full, and then the waiter is woken anyway.
  [[maybe_unused]] const ssize_t written = ::write(event_, &one, sizeof one);
}

}  // namespace framering::producer
