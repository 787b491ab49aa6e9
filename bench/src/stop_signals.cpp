#include "stop_signals.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

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

/// In a handler: nothing but what may be called there.
void end_with_a_line(int signal) {
  const auto write = [](const char* text) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, std::strlen(text));
  };
  write("frame_bench: stopped by SIG");
  write(::sigabbrev_np(signal));
  write("\n");
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
  for (const int signal : kSignals) {
    if (!is_ignored(signal)) ::signal(signal, end_with_a_line);
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
