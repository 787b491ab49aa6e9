#pragma once
// Programs run by tests: started, watched, ended, their output captured.

#include <sys/types.h>

#include <csignal>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framering/clock.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"

namespace framering::test {

/// A child process. Killed and reaped by the destructor, so that no test leaves one behind.
class Process {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;

  /// Starts `command` (a path and its arguments) with `environment` on top of ours. Its stdin is
  /// empty; what it prints is captured. Throws std::runtime_error if it cannot be started.
  explicit Process(const std::vector<std::string>& command, const Environment& environment = {});
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;
  ~Process();

  pid_t pid() const noexcept { return pid_; }
  void signal(int number) const { ::kill(pid_, number); }

  /// The exit code, or 128 + the signal that ended it; nothing if it still runs at the deadline.
  std::optional<int> wait(Deadline deadline);
  /// Kills it and waits for its end.
  void kill();

  std::string out() const;  ///< all of stdout so far
  std::string err() const;  ///< all of stderr so far

  /// Whether stdout or stderr contains `text` before the deadline.
  bool prints(std::string_view text, Deadline deadline) const;

 private:
  pid_t pid_ = -1;
  int pidfd_ = -1;
  int out_ = -1;  // memory files, so that a chatty child never blocks
  int err_ = -1;
  std::optional<int> code_;
};

}  // namespace framering::test
