#pragma once
// The command line of `frame_bench viewer`.

#include <memory>

#include "subcommand.hpp"

namespace CLI {
class App;
}

namespace framering::bench {

/// Adds the subcommand to `app`, which outlives it.
std::unique_ptr<Subcommand> add_viewer_command(CLI::App& app);

}  // namespace framering::bench
