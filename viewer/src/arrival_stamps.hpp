#pragma once
// When each frame of a ring could be read, noticed by a thread that does nothing else.

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "framering/subscriber.hpp"

namespace framering::viewer {

/// Frames that are sent are stamped by the thread that takes them in; one in the ring is stamped
/// when the loop comes to read it, which may be busy drawing. To compare the two, the ring needs
/// such a thread as well. All but the thread belongs to one thread.
class ArrivalStamps {
 public:
  /// Reads the ring by a subscriber of its own, without copying.
  explicit ArrivalStamps(Subscriber ring);
  ~ArrivalStamps();
  ArrivalStamps(const ArrivalStamps&) = delete;
  ArrivalStamps& operator=(const ArrivalStamps&) = delete;

  /// CLOCK_MONOTONIC; nothing if that was not noticed, or is long ago.
  std::optional<std::int64_t> received_ns(const BorrowedFrame& frame);

 private:
  struct Arrival {
    std::uint64_t index = 0;
    std::int64_t captured_ns = 0;
    std::int64_t received_ns = 0;
  };

  void run();
  bool note(const BorrowedFrame& frame, std::int64_t received_ns);

  Subscriber ring_;  // the thread's own
  std::mutex mutex_;
  std::deque<Arrival> arrivals_;  // guarded by mutex_, like what follows
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace framering::viewer
