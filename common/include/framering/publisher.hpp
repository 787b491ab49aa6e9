#pragma once
// The writing side of a stream.
//
//   framering::PublisherOptions options{.stream = "camera0", .payload_capacity = bytes};
//   auto publisher = framering::Publisher::create(options);
//   auto frame = publisher->begin(descriptor.payload_bytes);
//   ... write frame->payload() ...
//   std::move(*frame).publish(descriptor);

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"
#include "framering/transport.hpp"

namespace framering {

/// In which other ways than through shared memory a stream is served (docs/wire-format.md). A
/// thread of its own reads the ring and sends; nothing that a client does holds up the capture
/// thread.
struct ServeOptions {
  bool pipe = false;
  bool tcp = false;
  std::string tcp_address = "127.0.0.1:0";  ///< "ADDRESS:PORT", numeric; port 0: a free one
  bool tcp_delay = false;  ///< let TCP wait for more before it sends (Nagle), to compare
  /// Holds the token that TCP clients must show: read if it is there, else made, mode 0600, and
  /// kept. Empty: a new token for each Publisher, which the control socket tells.
  std::string token_file = {};
  /// Called on the serving thread with a line for people: who was refused, and why. May be empty.
  std::function<void(const std::string& line)> log = {};
};

struct PublisherOptions {
  std::string stream;                  ///< see check_stream_name()
  std::uint32_t slots = 8;             ///< 2 or more
  std::uint64_t payload_capacity = 0;  ///< bytes of the largest frame to expect; it may grow later
  mode_t socket_mode = 0600;           ///< who may read the stream
  std::string directory = {};          ///< empty: stream_directory()
  std::string source = {};             ///< what the frames come from, for people
  ServeOptions serve = {};
  /// Wakes readers on a thread of its own: publish() then takes the same however many of them
  /// sleep, and each of them has its frame later by the time that this thread takes to wake.
  bool waking_thread = false;
};

/// How a client that is sent frames does.
struct ClientFigures {
  std::string client;    ///< its program's name
  std::int64_t pid = 0;  ///< as it sees it
  Transport transport = Transport::pipe;
  std::uint64_t sent = 0;     ///< frames
  std::uint64_t skipped = 0;  ///< frames that it was too slow for
  std::uint64_t bytes = 0;
  double fps = 0;  ///< frames sent per second, lately
};

class Publisher;
struct PublisherImpl;

/// A slot that is being written. Publish it, or let go of it: the destructor abandons the frame,
/// and readers skip its index. Belongs to the capture thread.
class WritableFrame {
 public:
  WritableFrame(WritableFrame&& other) noexcept;
  WritableFrame& operator=(WritableFrame&&) = delete;
  ~WritableFrame();

  std::uint64_t index() const noexcept { return index_; }
  /// At least the bytes that begin() was asked for, in shared memory; page-aligned. Readers may
  /// look at them at any time, so use store_payload() where that matters.
  std::span<std::byte> payload() const noexcept { return payload_; }
  /// Makes the frame visible and wakes the readers. `descriptor` says what was written; its index
  /// and published stamp are set here. Never blocks.
  void publish(const FrameDescriptor& descriptor) && noexcept;

 private:
  friend class Publisher;
  WritableFrame(PublisherImpl& impl, std::uint64_t index, std::span<std::byte> payload) noexcept;
  PublisherImpl* impl_;  // stays where it is when the Publisher is moved
  std::uint64_t index_;
  std::span<std::byte> payload_;
};

/// Copies `source` into a slot's payload, without a data race with a reader that copies at the same
/// time. `target` is 8-byte aligned and at least as large.
void store_payload(std::span<std::byte> target, std::span<const std::byte> source) noexcept;

/// Owns a stream: its name, its ring and its control socket. begin() and the frames it returns
/// belong to one thread, the capture thread; the other members may be called from any. A child of
/// fork() writes no ring and keeps no name, but until it calls exec() or ends, it keeps the control
/// connections open, so that readers do not notice the death of its parent.
class Publisher {
 public:
  /// Takes the name, makes the ring (all its memory at once) and opens the control socket.
  /// Errors: invalid (the name, the size, the address, what the token file holds), busy (another
  /// producer has the name, another program the port), no_memory, denied, system.
  static Result<Publisher> create(const PublisherOptions& options);

  Publisher(Publisher&&) noexcept;
  Publisher& operator=(Publisher&&) noexcept;
  /// Ends the stream as end() does.
  ~Publisher();

  /// The next slot. One at a time: publish it, or let go of it, before the next, and before the
  /// Publisher goes. Never waits for a reader. If `payload_bytes` do not fit, the stream goes on in
  /// a new, larger ring, which is the only way to fail: no_memory, invalid (an absurd size),
  /// system.
  Result<WritableFrame> begin(std::uint64_t payload_bytes);

  /// Tells readers whether the source delivers frames. Publishing a frame says so by itself.
  void set_signal(bool present) noexcept;

  /// Tells readers that the stream ended on purpose, sends clients the last frame (for at most a
  /// second), gives up the name, removes what is in the directory. A frame that is still being
  /// written is never seen. Calling it again does nothing.
  void end(const std::string& reason);

  std::uint64_t published() const noexcept;   ///< frames published in this epoch
  std::uint32_t readers() const noexcept;     ///< connections that hold the ring
  std::uint64_t ring_bytes() const noexcept;  ///< memory of the present ring
  /// The clients that are sent frames now. The server's own reading is one of readers() while there
  /// are any.
  std::vector<ClientFigures> clients() const;
  std::string tcp_address() const;  ///< "ADDRESS:PORT" where TCP is served; empty: nowhere

 private:
  explicit Publisher(std::unique_ptr<PublisherImpl> impl) noexcept;
  std::unique_ptr<PublisherImpl> impl_;
};

}  // namespace framering
