#pragma once
// The program behind frame_producer's command line.

#include "options.hpp"

namespace framering::producer {

/// Does what was asked for and returns the exit code: 0, or 1 after one line on stderr.
int run(const Options& options);

}  // namespace framering::producer
