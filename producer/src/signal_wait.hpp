#pragma once
// SIGINT and SIGTERM as something to wait for, instead of handlers.

#include <chrono>

#include "framering/result.hpp"

namespace framering::producer {

/// Blocks SIGINT and SIGTERM for this thread and all that it starts, and waits for them. Make it
/// before any other thread exists.
class SignalWait {
 public:
  enum class Outcome { signal, notified, timed_out };

  static Result<SignalWait> create();
  SignalWait(SignalWait&& other) noexcept;
  SignalWait& operator=(SignalWait&&) = delete;
  ~SignalWait();

  /// Waits for a signal, for notify() or for the time-out, whichever is first.
  Outcome wait(std::chrono::milliseconds timeout);

  /// Ends a wait(), this one or the next. From any thread.
  void notify() noexcept;

 private:
  SignalWait(int signals, int event) : signals_(signals), event_(event) {}
  int signals_;
  int event_;
};

}  // namespace framering::producer
