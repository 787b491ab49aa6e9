#pragma once
// Threads of the library, which no signal of the program may land on.

#include <pthread.h>
#include <signal.h>

#include <thread>
#include <utility>

namespace framering {

/// Starts a thread that has every signal blocked, so that they reach the program's own threads.
template <typename Function>
std::thread start_quiet_thread(Function&& function) {
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread thread(std::forward<Function>(function));
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

}  // namespace framering
