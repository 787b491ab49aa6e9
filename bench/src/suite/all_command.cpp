// The command line of `frame_bench all`.

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "commands.hpp"

namespace framering::bench {
namespace {

constexpr unsigned kMostRounds = 100;

class AllCommand final : public Subcommand {
 public:
  explicit AllCommand(CLI::App& app);

  bool given() const override { return app_.parsed(); }
  Options options() const override;

 private:
  CLI::App& app_;
  AllOptions given_;
  std::string rounds_;  // still as text; empty: not given
};

AllCommand::AllCommand(CLI::App& app)
    : app_(*app.add_subcommand(
          "all",
          "Everything, in interleaved rounds, with the limits and the peers in the same run. It "
          "fails if a frame is corrupt or anything but a peer fails, not if a target is not met")) {
  app_.add_flag("--quick", given_.quick, "A glance of less than a minute: less of it, one round");
  app_.add_option("--rounds", rounds_, "Rounds (default: 3, or 1 with --quick)")->type_name("N");
  app_.add_option("--json", given_.json,
                  "Write the figures as JSON, for bench/report; -: to stdout, no tables")
      ->type_name("FILE|-");
}

Options AllCommand::options() const {
  AllOptions options = given_;
  if (options.quick) options.rounds = 1;
  if (rounds_.empty()) return options;
  const auto rounds = number_from<unsigned>(rounds_);
  if (!rounds || *rounds < 1 || *rounds > kMostRounds) {
    return wrong_usage(fmt::format("--rounds {}: it is 1 to {}", rounds_, kMostRounds));
  }
  options.rounds = *rounds;
  return options;
}

}  // namespace

std::unique_ptr<Subcommand> add_all_command(CLI::App& app) {
  return std::make_unique<AllCommand>(app);
}

}  // namespace framering::bench
