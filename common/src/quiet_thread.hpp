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
  struct Quiet {
    Quiet() {
      sigset_t all;
      ::sigfillset(&all);
      ::pthread_sigmask(SIG_SETMASK, &all, &before);
    }
    ~Quiet() { ::pthread_sigmask(SIG_SETMASK, &before, nullptr); }  // also if there is no thread
    sigset_t before;
  };
  const Quiet quiet;
  return std::thread(std::forward<Function>(function));
}

}  // namespace framering
