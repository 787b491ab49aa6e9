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
#include <memory>
#include <span>
#include <string>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"

namespace framering {

struct PublisherOptions {
  std::string stream;                  ///< see check_stream_name()
  std::uint32_t slots = 8;             ///< 2 or more
  std::uint64_t payload_capacity = 0;  ///< bytes of the largest frame to expect; it may grow later
  mode_t socket_mode = 0600;           ///< who may read the stream
  std::string directory = {};          ///< empty: stream_directory()
  std::string source = {};             ///< what the frames come from, for people
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
  /// look at them at any time, so store by words where it matters (store_payload).
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

/// Copies `source` into a slot's payload by relaxed 64-bit atomic stores, so that a reader which
/// copies at the same time is no data race. `target` is 8-byte aligned and at least as large.
void store_payload(std::span<std::byte> target, std::span<const std::byte> source) noexcept;

/// Owns a stream: its name, its ring and its control socket. begin() and the frames it returns
/// belong to one thread, the capture thread; the other members may be called from any. A child of
/// fork() writes no ring and keeps no name, but until it calls exec() or ends, it keeps the control
/// connections open, so that readers do not notice the death of its parent.
class Publisher {
 public:
  /// Takes the name, makes the ring (all its memory at once) and opens the control socket.
  /// Errors: invalid name or size, busy (another producer has the name), no_memory, denied, system.
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

  /// Tells readers that the stream ended on purpose, gives up the name, removes what is in the
  /// directory. A frame that is still being written is never seen. Calling it again does nothing.
  void end(const std::string& reason);

  std::uint64_t published() const noexcept;   ///< frames published in this epoch
  std::uint32_t readers() const noexcept;     ///< connections that hold the ring
  std::uint64_t ring_bytes() const noexcept;  ///< memory of the present ring

 private:
  explicit Publisher(std::unique_ptr<PublisherImpl> impl) noexcept;
  std::unique_ptr<PublisherImpl> impl_;
};

}  // namespace framering
