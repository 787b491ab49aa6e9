#pragma once
// A process that is forked for a part of a measurement.

#include <sys/types.h>

#include <functional>
#include <string>

#include "framering/clock.hpp"

namespace framering::bench {

/// What the number of the signal that ended a process is added to, as in a shell.
inline constexpr int kSignalled = 128;

/// Runs a function in a process of its own, which dies with its parent. The parent must have one
/// thread. The destructor kills the process if it is still there.
class ChildProcess {
 public:
  /// The exit status is what `main` returns; 1 if it throws, after `failed` was told why. Throws
  /// std::runtime_error if there can be no process.
  ChildProcess(const std::function<int()>& main,
               const std::function<void(const std::string& line)>& failed);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  pid_t pid() const noexcept { return pid_; }
  /// Waits for its end: its exit status, kSignalled + N if signal N ended it, -1 if it still runs
  /// at the deadline.
  int wait(Deadline deadline) noexcept;

 private:
  pid_t pid_;  // 0: waited for, or moved from
  int status_ = -1;
};

}  // namespace framering::bench
