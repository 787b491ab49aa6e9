#pragma once
// The program behind frame_bench's command line, a function for each subcommand.

#include "clients_options.hpp"

namespace framering::bench {

/// Measures, prints, and returns the exit code: 0, or 1 after one line on stderr.
int run(const ClientsOptions& options);

}  // namespace framering::bench
