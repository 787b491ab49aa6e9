#pragma once
// What the user sees while frames flow: one line rewritten in place on a terminal, else a log line
// now and then.

#include <cstdint>
#include <deque>
#include <string>

#include "audience.hpp"
#include "capture_statistics.hpp"
#include "framering/clock.hpp"

namespace framering::producer {

/// Frames per second over the last two seconds.
class RateMeter {
 public:
  /// Takes the count of frames at `now` and says the rate since about two seconds before.
  double rate(std::uint64_t frames, Deadline now);

 private:
  struct Count {
    Deadline when;
    std::uint64_t frames;
  };
  std::deque<Count> counts_;
};

/// One line of figures.
std::string status_text(const std::string& stream, const CaptureFigures& figures, double fps,
                        const Audience& audience);

/// What was achieved, at the end: "published 795 frames in 79.4 s (10.0 fps)".
std::string summary_text(const CaptureFigures& figures);

/// Shows the state on stderr. Belongs to the main thread.
class StatusLine {
 public:
  explicit StatusLine(std::string stream);

  /// Says what is published. Later calls do nothing.
  void begin(const std::string& source, std::uint64_t ring_bytes);

  /// Call it about four times a second. Says when the signal is lost and when it is back, and warns
  /// once when the expected rate is not reached.
  void update(const CaptureFigures& figures, const Audience& audience, Deadline now);

  /// Clears the line, so that what follows begins at the left, and says what was achieved.
  void finish(const CaptureFigures& figures);

 private:
  void report_signal(bool present);
  void warn_if_slow(const CaptureFigures& figures, double fps, Deadline now);

  std::string stream_;
  bool terminal_;
  RateMeter meter_;
  Deadline next_log_;
  Deadline steady_since_;
  bool begun_ = false;
  bool signal_ = true;
  bool warned_ = false;
};

/// Whether a line can be written without waiting: a stopped terminal must not hold the thread that
/// is to notice Ctrl-C.
bool stderr_takes_text();

/// Makes logging and the live line get along: a log line first clears what stands there.
void set_log_pattern();

}  // namespace framering::producer
