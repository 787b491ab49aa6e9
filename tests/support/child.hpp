#pragma once
// A forked child that runs a function of the test; for tests that have no threads of their own
// while they fork. It dies with the test.

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <utility>

#include "support/eventually.hpp"

namespace framering::test {

class Child {
 public:
  /// The child's exit status is what `run()` returns; 100 if it throws.
  template <typename Run>
  explicit Child(Run run) : pid_(::fork()) {
    if (pid_ < 0) throw std::runtime_error("no child");
    if (pid_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    int status = 100;
    try {
      status = run();
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "child: %s\n", failure.what());
    }
    ::_exit(status);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { kill(); }

  pid_t pid() const noexcept { return pid_; }

  /// Sends SIGKILL and waits for the end.
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(std::exchange(pid_, -1), nullptr, 0);
  }

  /// Its exit status, or -1 if it does not end in time or was killed.
  int wait() {
    int status = 0;
    const bool over = eventually([&] { return ::waitpid(pid_, &status, WNOHANG) == pid_; });
    if (!over) return -1;
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_;
};

/// One byte from a child to its parent: "I have come so far".
class Gate {
 public:
  Gate() {
    if (::pipe(ends_) != 0) throw std::runtime_error("no pipe");
  }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;
  ~Gate() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  void open() { [[maybe_unused]] const ssize_t written = ::write(ends_[1], "x", 1); }
  /// Blocks until open() was called once more.
  void pass() {
    char byte = 0;
    [[maybe_unused]] const ssize_t got = ::read(ends_[0], &byte, 1);
  }

 private:
  int ends_[2];
};

}  // namespace framering::test
