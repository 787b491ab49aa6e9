#pragma once
// What the server's thread has to say, and how its clients do, in the log.

#include <string>

#include "capture_session.hpp"
#include "framering/clock.hpp"

namespace framering::producer {

/// Belongs to the main thread. Never waits for stderr.
class ServerLog {
 public:
  explicit ServerLog(std::string stream);

  /// Says how to connect over TCP from elsewhere, if that is meant to be.
  void begin(const CaptureSession& session);

  /// Says whom the server refused, and at the level debug, now and then, how each client does.
  void update(CaptureSession& session, Deadline now);

  /// Says the rest.
  void finish(CaptureSession& session) { log_refusals(session, Deadline::max()); }

 private:
  void log_refusals(CaptureSession& session, Deadline now);

  std::string stream_;
  Deadline next_figures_;
  bool begun_ = false;
};

}  // namespace framering::producer
