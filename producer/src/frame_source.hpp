#pragma once
// Where frames come from: the seam between the capture loop and cameras, files and the pattern.

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"

namespace framering::producer {

enum class GrabStatus {
  frame,      ///< a frame is ready: frame() describes it, write() stores it
  end,        ///< there are no more frames
  no_signal,  ///< the source delivers nothing for now; ask again
  stopped,    ///< the stop token was triggered
  failed,     ///< it cannot go on: error() says why
};

/// A source of frames, used by the capture thread alone. Opened by the factory of its kind.
class FrameSource {
 public:
  virtual ~FrameSource() = default;

  /// One line for people: what it is and what was really negotiated.
  virtual std::string description() const = 0;

  /// Waits for the next frame, for as long as its pace or its camera takes, and returns soon after
  /// `stop` is triggered (a camera's driver may delay that).
  virtual GrabStatus grab(std::stop_token stop) = 0;

  /// The frame grabbed last (before the first grab: what is expected), with its captured and
  /// acquired stamps. Index and published stamp are the publisher's.
  virtual const FrameDescriptor& frame() const = 0;

  /// Stores the grabbed frame into `payload`, which has frame().payload_bytes bytes or more, as the
  /// frame of that index. False: it could not be decoded, give the slot up.
  virtual bool write(std::uint64_t index, std::span<std::byte> payload) = 0;

  /// Why grab() failed, in one line.
  const std::string& error() const noexcept { return error_; }

 protected:
  std::string error_;  // for grab() to set
};

}  // namespace framering::producer
