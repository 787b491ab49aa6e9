#include "child_process.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <thread>
#include <utility>

#include "failure.hpp"
#include "stop_signals.hpp"

namespace framering::bench {
namespace {

int run(const std::function<int()>& main,
        const std::function<void(const std::string& line)>& failed) {
  try {
    return main();
  } catch (const std::exception& failure) {
    failed(failure.what());
    return EXIT_FAILURE;
  }
}

}  // namespace

ChildProcess::ChildProcess(const std::function<int()>& main,
                           const std::function<void(const std::string& line)>& failed) {
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw_errno("no process can be started");
  if (pid_ > 0) return;
  leave_stop_signals_to_parent();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // A parent that died before the line above sends nothing any more.
  ::_exit(::getppid() == parent ? run(main, failed) : EXIT_FAILURE);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)), status_(other.status_) {}

ChildProcess::~ChildProcess() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

int ChildProcess::wait(Deadline deadline) noexcept {
  constexpr std::chrono::microseconds kLongestPause(5000);
  // A pidfd could be polled instead, which no other part of the bench would gain by.
  for (std::chrono::microseconds pause(100); pid_ != 0;
       pause = std::min(2 * pause, kLongestPause)) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = 0;
      status_ = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
    } else if (Clock::now() >= deadline) {
      return -1;
    } else {
      std::this_thread::sleep_until(std::min(deadline, Clock::now() + pause));
    }
  }
  return status_;
}

}  // namespace framering::bench
