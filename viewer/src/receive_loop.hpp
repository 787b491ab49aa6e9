#pragma once
// --no-render: receives, counts and verifies, and draws nothing.

#include "frame_receiver.hpp"
#include "run_limits.hpp"

namespace framering::viewer {

/// Receives until the limits are reached, the stream ends or a frame is corrupt. Says on stderr why
/// it failed, if it did. Returns the exit code.
int receive_loop(FrameReceiver& receiver, const RunLimits& limits);

}  // namespace framering::viewer
