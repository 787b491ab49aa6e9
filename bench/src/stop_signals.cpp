#include "stop_signals.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <string>

namespace framering::bench {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

const StopSignals* present = nullptr;

bool is_ignored(int signal) {
  struct sigaction now {};
  return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

/// A signal handler: all that it calls is async-signal-safe.
void end_with_a_line(int signal) {
  static std::atomic_flag ended;  // timeout(1) sends two, which may come to two threads
  if (ended.test_and_set()) return;
  char line[64] = "frame_bench: stopped by SIG";
  std::strcat(std::strcat(line, ::sigabbrev_np(signal)), "\n");
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line, std::strlen(line));
  ::_exit(EXIT_FAILURE);
}

}  // namespace

StopSignals::StopSignals() noexcept {
  ::sigemptyset(&held_);
  for (const int signal : kSignals) {
    if (!is_ignored(signal)) ::sigaddset(&held_, signal);
  }
  ::pthread_sigmask(SIG_BLOCK, &held_, &before_);
  fd_ = UniqueFd(::signalfd(-1, &held_, SFD_CLOEXEC));
  present = this;
}

StopSignals::~StopSignals() {
  present = nullptr;
  // They were meant for what has been given up; let go, they would end the process after all.
  const timespec at_once{};
  while (::sigtimedwait(&held_, nullptr, &at_once) > 0) continue;
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void throw_if_stopped() {
  if (present == nullptr) return;
  sigset_t pending;
  ::sigpending(&pending);
  for (const int signal : kSignals) {
    if (!present->holds(signal) || ::sigismember(&pending, signal) != 1) continue;
    throw std::runtime_error(std::string("stopped by SIG") + ::sigabbrev_np(signal));
  }
}

int stop_signals_fd() noexcept { return present == nullptr ? -1 : present->fd(); }

void end_at_stop_signals() noexcept {
  struct sigaction action {};
  action.sa_handler = end_with_a_line;
  for (const int signal : kSignals) ::sigaddset(&action.sa_mask, signal);
  for (const int signal : kSignals) {
    if (!is_ignored(signal)) ::sigaction(signal, &action, nullptr);
  }
}

void leave_stop_signals_to_parent() noexcept {
  if (present == nullptr) return;
  for (const int signal : kSignals) {
    if (present->holds(signal)) ::signal(signal, SIG_IGN);
  }
  ::pthread_sigmask(SIG_SETMASK, &present->before(), nullptr);
}

}  // namespace framering::bench
