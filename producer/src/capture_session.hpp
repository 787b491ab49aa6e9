#pragma once
// One run of the producer: a capture thread that opens the source and publishes it, and what the
// main thread may know and do about it. Logging is the main thread's: a stderr that blocks must not
// stop the frames.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "audience.hpp"
#include "capture_statistics.hpp"
#include "framering/publisher.hpp"
#include "framering/result.hpp"
#include "line_queue.hpp"
#include "options.hpp"
#include "tcp_access.hpp"

namespace framering::producer {

class FrameSource;

/// Starts capturing at once. Belongs to the main thread.
class CaptureSession {
 public:
  /// `when_published` is called by the capture thread when the stream has been made, before its
  /// first frame; `when_done` when it has nothing more to do, for whatever reason.
  CaptureSession(const Options& options, std::function<void()> when_published,
                 std::function<void()> when_done);
  /// Stops and waits for the capture thread, however long that takes.
  ~CaptureSession() = default;

  CaptureFigures figures() const { return statistics_.figures(); }
  /// `own_readers` of the stream belong to this program and are no audience.
  Audience audience(std::uint32_t own_readers) const;
  /// Those who are sent frames.
  std::vector<ClientFigures> clients() const;
  /// What the server has to say, a line each: whom it refused, and why.
  LineQueue& server_lines() { return server_lines_; }
  /// What to tell people who want to connect over TCP, a line each. Only once publishing() is true.
  std::vector<std::string> instructions() const;
  std::uint64_t ring_bytes() const;
  /// Whether the source was opened and the stream made.
  bool publishing() const { return published_.load() != nullptr; }
  /// What the source was when it was opened, in one line. Only once publishing() is true.
  const std::string& description() const { return description_; }

  /// Asks the capture thread to stop and waits for it. False: a driver keeps it longer than
  /// `patience` (what the last frame takes to the clients is not counted); the stream has been
  /// ended all the same, and the process should leave by _Exit.
  bool stop(std::chrono::milliseconds patience);

  /// How it went. Only after stop() returned true.
  const Status& outcome() const { return outcome_; }

 private:
  void work(std::stop_token stop);
  Status capture(std::stop_token stop);
  PublisherOptions publisher_options(const FrameSource& source);
  void end(const std::string& reason);

  const Options options_;
  std::function<void()> when_published_;
  std::function<void()> when_done_;
  const TokenFile token_file_;
  CaptureStatistics statistics_;
  LineQueue server_lines_;
  std::string description_;                     // written before published_
  std::optional<Publisher> publisher_;          // the capture thread's
  std::atomic<Publisher*> published_{nullptr};  // the same, once it is there, for the main thread
  Status outcome_ = Done{};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
  std::once_flag ended_;
  std::jthread thread_;  // last: the others must be there before it and outlive it
};

}  // namespace framering::producer
