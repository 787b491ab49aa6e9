#pragma once
// What a run measured, as the JSON object of --json.

#include <string>

#include "frame_receiver.hpp"
#include "framering/result.hpp"

namespace framering::viewer {

/// One JSON object, indented. A stage without samples is null, as is the format before a frame. The
/// figures outside of "transports" are of all frames, but for latency_us and echo_us, which are the
/// present transport's.
std::string report_json(const FrameReceiver& receiver);

/// Writes `text` and a line end to the file of that name, or to stdout for "-".
/// Errors: system, with the file's name.
Status write_report(const std::string& file, const std::string& text);

}  // namespace framering::viewer
