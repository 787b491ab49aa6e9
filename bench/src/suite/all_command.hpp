#pragma once
// The command line of `frame_bench all`.

#include <memory>

#include "subcommand.hpp"

namespace CLI {
class App;
}

namespace framering::bench {

/// Adds the subcommand to `app`, which outlives it.
std::unique_ptr<Subcommand> add_all_command(CLI::App& app);

}  // namespace framering::bench
