#pragma once
// The loop without a window: takes each frame, draws it off screen or not at all.

#include "frame_intake.hpp"
#include "frame_receiver.hpp"
#include "run_limits.hpp"

namespace framering::viewer {

class OffscreenScreen;

/// Takes frames until the limits are reached, the stream ends or a frame is corrupt. Without a
/// screen nothing is drawn, and frames that were received whole count. Says on stderr why it
/// failed, if it did. Returns the exit code.
int headless_loop(FrameReceiver& receiver, FrameIntake& intake, OffscreenScreen* screen,
                  const RunLimits& limits);

}  // namespace framering::viewer
