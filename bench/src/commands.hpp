#pragma once
// The command line of each subcommand.

#include <memory>

#include "subcommand.hpp"

namespace CLI {
class App;
}

namespace framering::bench {

/// Each adds its subcommand to `app`, which outlives it.
std::unique_ptr<Subcommand> add_clients_command(CLI::App& app);
std::unique_ptr<Subcommand> add_frames_command(CLI::App& app);
std::unique_ptr<Subcommand> add_all_command(CLI::App& app);
std::unique_ptr<Subcommand> add_pingpong_command(CLI::App& app);
std::unique_ptr<Subcommand> add_viewer_command(CLI::App& app);

}  // namespace framering::bench
