#pragma once
// The capture thread's work: wait for the source, write into the slot, publish.

#include <cstdint>
#include <optional>
#include <stop_token>

#include "capture_statistics.hpp"
#include "frame_source.hpp"
#include "framering/publisher.hpp"
#include "framering/result.hpp"

namespace framering::producer {

/// Publishes what `source` delivers until it ends, `stop` is triggered or `frame_limit` frames are
/// published. While it delivers nothing, the stream says so. Runs on the thread that owns `source`.
/// Errors: what the source says, or no_memory for a frame that outgrew the ring.
Status run_capture(FrameSource& source, Publisher& publisher, CaptureStatistics& statistics,
                   std::optional<std::uint64_t> frame_limit, std::stop_token stop);

}  // namespace framering::producer
