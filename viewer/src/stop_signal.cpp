// A flag that signal handlers set.

#include "stop_signal.hpp"

#include <signal.h>

#include <atomic>

namespace framering::viewer {
namespace {

std::atomic<bool> stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" void remember_stop(int) { stop = true; }

}  // namespace

void catch_stop_signals() {
  struct sigaction action = {};
  action.sa_handler = remember_stop;  // without SA_RESTART, so that waits end early
  action.sa_flags = SA_RESETHAND;     // a second one ends us even in a library that waits for ever
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool stop_requested() noexcept { return stop; }

}  // namespace framering::viewer
