#pragma once
// Frames as raw bytes on stdout, for programs that know nothing of streams.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"
#include "framering/subscriber.hpp"
#include "raw_output.hpp"

namespace framering::producer {

/// A reader of the ring like any other, on a thread of its own, that writes each frame. What the
/// reader of the output is too slow for is lost and counted; nothing holds up the capture thread.
class StdoutWriter {
 public:
  /// Writes to `fd`. `when_done` is called by the writing thread when it has nothing more to do.
  StdoutWriter(int fd, std::function<void()> when_done);
  /// Stops, in the middle of a frame if need be.
  ~StdoutWriter() = default;

  /// Attaches to a stream, to be called before its first frame: all are written from there on, up
  /// to the stream's end. Returns when attached, or when that has failed and done() holds.
  void begin(const std::string& stream);

  bool done() const;
  /// Makes the thread end, in the middle of a frame if need be, and waits for that.
  void stop();

  /// The first frame's description, once there was one.
  std::optional<FrameDescriptor> format() const;
  /// Frames that were published and not written, since the output was not read fast enough.
  std::uint64_t lost() const noexcept { return lost_; }
  /// How it went; a reader that closed the output is no error. Only once done().
  Status outcome() const;

 private:
  void work(const std::stop_token& stop);
  Status write_stream(const std::stop_token& stop);
  Result<Subscriber> attach(const std::stop_token& stop);
  Status check_format(const FrameDescriptor& frame);

  const int fd_;
  std::function<void()> when_done_;
  mutable std::mutex mutex_;  // guards all below but what is atomic
  std::condition_variable_any changed_;
  std::optional<std::string> stream_;
  std::optional<FrameDescriptor> format_;
  Status outcome_ = Done{};
  bool attached_ = false;
  bool done_ = false;
  std::atomic<std::uint64_t> lost_{0};
  std::jthread thread_;  // last: the others must be there before it and outlive it
};

}  // namespace framering::producer
