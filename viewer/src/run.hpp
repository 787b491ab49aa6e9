#pragma once
// One run of frame_viewer, from the options to the exit code.

#include "options.hpp"

namespace framering::viewer {

/// Chooses the stream, shows it as asked for, writes the report. Returns the exit code.
int run(const Options& options);

}  // namespace framering::viewer
