#pragma once
// The reading side of a stream.
//
//   auto subscriber = framering::Subscriber::create("camera0");
//   framering::BorrowedFrame frame;
//   while (subscriber->next(frame, framering::deadline_in(1s)) == framering::ReadStatus::frame)
//     use(frame.payload()), trust(frame.still_valid());

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "framering/borrowed_frame.hpp"
#include "framering/clock.hpp"
#include "framering/result.hpp"
#include "framering/transport.hpp"

namespace framering {

class Attachment;

enum class ReadStatus {
  frame,      ///< a frame was delivered
  timed_out,  ///< none came before the deadline; connection() says why
  ended,      ///< the producer ended the stream on purpose; said once, then it waits for a new one
  failed,     ///< the stream cannot be read: error() says why
};

/// How a subscriber stands with its stream.
enum class Connection {
  waiting,    ///< attached to no producer (yet, or any more)
  live,       ///< attached
  no_signal,  ///< attached, but the producer's source delivers nothing
};

struct SubscriberOptions {
  std::string directory = {};        ///< empty: stream_directory()
  std::string client = "framering";  ///< the program's name, for the producer's logs
  Transport transport = Transport::shm;
  /// For tcp, "HOST:PORT" or "[HOST]:PORT" of a server on another machine; its token is then read
  /// from `token_file`, again before each attempt. Empty: what the stream's control socket says.
  std::string address = {};
  std::string token_file = {};
  /// shm only: waits by looking again and again, on a processor of its own, instead of sleeping.
  /// The producer then need not wake it, and wakes nobody at all if all its readers spin. What
  /// watches such a subscriber (FrameWatcher) is told of frames up to 100 ms late.
  bool spin = false;
};

/// What became of the frames that the stream published while it was read.
struct ReadCounters {
  std::uint64_t received = 0;  ///< delivered by next() or latest()
  std::uint64_t missed = 0;    ///< never delivered: overrun, or skipped by latest(), which does not
                               ///< look whether there was an abandoned one among them; or not sent
  std::uint64_t abandoned = 0;  ///< begun by the producer and given up; shm only
  /// Rings, or connections over which frames come, so far; 2 or more: it followed a restart or a
  /// format.
  std::uint64_t attachments = 0;
};

/// Reads one stream, whoever produces it: waits for a stream that is not there yet, attaches again
/// when the producer was restarted, follows to the next ring when the format grew. Over pipe and
/// tcp a thread of its own takes the frames in, each into memory of its own, and the server sends
/// the newest whenever the one before it has been taken; so next() too is told of frames that were
/// not sent, in ReadCounters::missed. Belongs to one thread. Every wait ends at its deadline; one
/// in the past makes the call return at once. Only the handshake with a producer that accepts and
/// does not answer may take 250 ms beyond it.
class Subscriber {
 public:
  /// Errors: invalid (the name, an address that is none, options that do not go together). The
  /// stream itself need not exist yet; with an address its name may be empty, and is then what the
  /// server says.
  static Result<Subscriber> create(const std::string& stream,
                                   const SubscriberOptions& options = {});

  Subscriber(Subscriber&&) noexcept;
  Subscriber& operator=(Subscriber&&) noexcept;
  ~Subscriber();

  /// The next frame in order. After an overrun it goes on in the middle of what is still there.
  ReadStatus next(BorrowedFrame& frame, Deadline deadline);

  /// The newest frame that was not delivered before; those in between count as missed.
  ReadStatus latest(BorrowedFrame& frame, Deadline deadline);

  Connection connection() const noexcept;
  /// CLOCK_MONOTONIC nanoseconds since which connection() is what it is.
  std::int64_t connection_since_ns() const noexcept;
  /// Why the last call failed, or why there is no producer to attach to.
  const Error& error() const noexcept;
  const ReadCounters& counters() const noexcept;

  const std::string& stream() const noexcept;
  std::string epoch() const;   ///< 32 hexadecimal digits; empty before the first attachment
  std::string source() const;  ///< what the producer says its frames come from
  std::uint32_t slots() const noexcept;  ///< of the producer's ring; 0 before the first attachment
  Transport transport() const noexcept;
  /// Whether the producer's stamps are of this process's clock; else they are to be compared by a
  /// ClockOffset. True before the first attachment.
  bool shares_clock() const noexcept;

  /// What a FrameWatcher waits on; empty while attached to nothing. Over pipe and tcp it is there
  /// as soon as an attempt to connect is under way, which it tells the end of.
  std::shared_ptr<const Attachment> attachment() const noexcept;

 private:
  struct Impl;
  explicit Subscriber(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace framering
