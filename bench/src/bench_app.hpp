#pragma once
// The program behind frame_bench's command line, a function for each subcommand.

#include "options.hpp"

namespace framering::bench {

/// Says what there is to say instead of running; the exit code.
int run(const EarlyExit& early);
/// Measures, prints, and returns the exit code: 0, or 1 after one line on stderr.
int run(const ClientsOptions& options);
int run(const FramesOptions& options);
int run(const AllOptions& options);
int run(const PingPongOptions& options);
int run(const ViewerOptions& options);

}  // namespace framering::bench
