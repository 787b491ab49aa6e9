#pragma once
// Which stream to show when none was named.

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "framering/result.hpp"
#include "framering/stream.hpp"
#include "run_limits.hpp"

namespace framering::viewer {

/// "  camera0     1280x720 rgb8   live   /dev/video0", a line for each.
std::string describe_streams(const std::vector<StreamInfo>& streams);

/// The stream that a person at a terminal picks by number or name; asks until there is an answer.
/// Nothing at the end of `answers`. `streams` is not empty.
std::optional<std::string> ask_for_stream(const std::vector<StreamInfo>& streams,
                                          std::istream& answers, std::ostream& questions);

/// The only stream there is; waits for one to appear while there is none; several: asks on the
/// terminal, if there is one. Errors: timed_out, invalid (several, and nobody to ask), system.
Result<std::string> choose_stream(const RunLimits& limits);

}  // namespace framering::viewer
