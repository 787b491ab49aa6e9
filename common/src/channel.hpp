#pragma once
// Bytes that go to a peer and come from it, in order, whatever carries them.

#include <cstddef>
#include <span>

#include "framering/clock.hpp"
#include "framering/result.hpp"

namespace framering {

/// One end of a connection. One thread may read while another writes. After an error in the middle
/// of a message the connection is of no use any more: nobody knows where the next one begins.
class Channel {
 public:
  virtual ~Channel() = default;

  /// Sends all of `bytes`. Errors: not_found (the peer closed the connection), timed_out, system.
  virtual Status write_all(std::span<const std::byte> bytes, Deadline deadline) = 0;

  /// Fills `target`. Errors: as write_all().
  virtual Status read_exactly(std::span<std::byte> target, Deadline deadline) = 0;

 protected:
  Channel() = default;
  Channel(const Channel&) = default;
  Channel& operator=(const Channel&) = default;
};

/// What both ends say when the other has gone.
Error connection_closed();
/// … and when it does not answer in time.
Error no_answer();

}  // namespace framering
