#pragma once
// Says on stderr when the viewer's standing with its stream changes.

#include <cstdint>
#include <string>

#include "frame_receiver.hpp"

namespace framering::viewer {

/// Logs each change once. Belongs to one thread.
class ConnectionLog {
 public:
  /// To be called after each receive(), with what it returned.
  void observe(const FrameReceiver& receiver, ReadStatus status);

  /// Whether the stream ended on purpose and has not come back.
  bool ended() const noexcept { return ended_; }

 private:
  void observe_transport(const Subscriber& subscriber);
  void observe_attachment(const Subscriber& subscriber);
  void observe_connection(const FrameReceiver& receiver);

  Transport transport_ = Transport::shm;
  bool told_ = false;  // which transport it is
  std::uint64_t attachments_ = 0;
  std::string epoch_;
  Connection connection_ = Connection::live;  // so that "waiting" is said when it begins that way
  bool ended_ = false;
};

}  // namespace framering::viewer
