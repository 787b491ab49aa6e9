#pragma once
// Being told to stop while there are processes, daemons and files that must not stay.

#include <signal.h>

#include <array>

namespace framering::bench {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP does not end this process: what runs is
/// given up by throw_if_stopped(), so that it cleans up behind itself. A second one ends it. Those
/// that are ignored stay so. At most one at a time.
class StopSignals {
 public:
  StopSignals() noexcept;
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  /// All is as it was.
  ~StopSignals();

 private:
  std::array<struct sigaction, 3> before_{};
};

/// Throws std::runtime_error, which names the signal, if one came.
void throw_if_stopped();

/// For a process that was forked meanwhile: a terminal sends them to all of a group, and the parent
/// ends its children. The program that it executes ignores them as well.
void leave_stop_signals_to_parent() noexcept;

}  // namespace framering::bench
