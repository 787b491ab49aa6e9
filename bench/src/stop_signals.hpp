#pragma once
// Being told to stop: at once, or by an exception where processes and files must not stay.

#include <signal.h>

#include "unique_fd.hpp"

namespace framering::bench {

/// While it lives, SIGINT, SIGTERM and SIGHUP do not end this process: what runs is given up by
/// throw_if_stopped(), so that it cleans up behind itself. (SIGQUIT ends it at once.) Those that
/// are ignored stay so. At most one at a time, in a process of one thread.
class StopSignals {
 public:
  StopSignals() noexcept;
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  /// All is as it was.
  ~StopSignals();

  bool holds(int signal) const noexcept { return ::sigismember(&held_, signal) == 1; }
  const sigset_t& before() const noexcept { return before_; }
  int fd() const noexcept { return fd_.get(); }  ///< readable while one that it holds is pending

 private:
  sigset_t held_{};    // blocked, and looked for: no handler can come at a bad moment
  sigset_t before_{};  // the mask
  UniqueFd fd_;
};

/// Throws std::runtime_error, which names the signal, if one came.
void throw_if_stopped();

/// For poll(): readable when throw_if_stopped() would throw. While nothing holds the signals it is
/// -1, which poll() passes over.
int stop_signals_fd() noexcept;

/// From here on those signals end this process with a line and exit code 1, unless they are ignored
/// or a StopSignals holds them. Enough where there is nothing to clean up.
void end_at_stop_signals() noexcept;

/// For a process that was forked meanwhile: a terminal sends them to all of a group, and the parent
/// ends its children. The program that it executes ignores them as well.
void leave_stop_signals_to_parent() noexcept;

}  // namespace framering::bench
