#pragma once
// A connection over which frames come, with the thread that takes them in.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "channel.hpp"
#include "frame_pool.hpp"
#include "message.hpp"
#include "unique_fd.hpp"
#include "wire_inbox.hpp"

namespace framering {

/// What was read of a stream before, so that a new connection can go on from there.
struct WireHistory {
  std::string epoch;
  std::uint64_t next_index = 0;  ///< the one after the last frame that came
};

/// Connects, subscribes and receives until the connection ends or the object goes.
class WireReceiver {
 public:
  struct Task {
    std::string stream;
    SubscriberOptions options;
    std::optional<std::string> ended_epoch;  ///< not to be attached to again
    WireHistory history;
    FramePool* pool;  ///< outlives the receiver; its alone meanwhile
  };

  /// Errors: system (no descriptors, no thread).
  static Result<std::unique_ptr<WireReceiver>> start(Task task, Order order);
  WireReceiver(const WireReceiver&) = delete;
  WireReceiver& operator=(const WireReceiver&) = delete;
  ~WireReceiver();

  const std::shared_ptr<WireInbox>& inbox() const noexcept { return inbox_; }
  /// Ends the connection, without waiting for the server; how far it came.
  WireHistory stop();

 private:
  WireReceiver(Task task, Order order, UniqueFd interrupt);
  void run();
  WireEnd receive();
  std::optional<WireEnd> receive_one();
  Status receive_frame(const MessageHeader& header);
  std::optional<WireEnd> heed(const MessageHeader& header);
  void deliver(std::shared_ptr<OwnedFrame> frame, std::uint64_t skipped);
  void note_status(const Welcome& welcome);

  Task task_;
  UniqueFd interrupt_;  // an eventfd
  std::shared_ptr<WireInbox> inbox_;
  std::unique_ptr<Channel> channel_;
  bool resuming_ = false;      // no frame has come since we connected to a producer known before
  std::uint64_t skipped_ = 0;  // by the server, as the last frame said
  std::thread thread_;
};

}  // namespace framering
