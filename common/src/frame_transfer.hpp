#pragma once
// Takes a frame in from a channel.

#include "channel.hpp"
#include "framering/borrowed_frame.hpp"
#include "message.hpp"

namespace framering {

/// Reads the body of the frame message that has this header into `frame`, whose memory it reuses,
/// and stamps its arrival. Believes no length: memory grows with the bytes that come.
/// Errors: those of the channel, bad_data; `frame` then holds whatever came.
Result<FrameHead> receive_frame_body(OwnedFrame& frame, Channel& channel,
                                     const MessageHeader& header, Deadline deadline);

}  // namespace framering
