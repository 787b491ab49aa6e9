// The command line of `frame_bench viewer`.

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "commands.hpp"

namespace framering::bench {
namespace {

constexpr std::uint64_t kMostFrames = 100'000;
constexpr unsigned kMostRounds = 100;

class ViewerCommand final : public Subcommand {
 public:
  explicit ViewerCommand(CLI::App& app);

  bool given() const override { return app_.parsed(); }
  Options options() const override;

 private:
  CLI::App& app_;
  ViewerOptions given_;
  std::string frames_ = "300", rounds_ = "3";  // still as text
};

ViewerCommand::ViewerCommand(CLI::App& app)
    : app_(*app.add_subcommand(
          "viewer",
          "CPU time of frame_viewer for a drawn frame, against the least that it takes")) {
  app_.add_option("--frames", frames_, "Frames that count, in each round")
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--rounds", rounds_, "Rounds, in each of which both take their turn")
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--json", given_.json, "Write the figures as JSON; -: to stdout, no table")
      ->type_name("FILE|-");
}

Options ViewerCommand::options() const {
  ViewerOptions options = given_;
  const auto frames = number_from<std::uint64_t>(frames_);
  if (!frames || *frames < 1 || *frames > kMostFrames) {
    return wrong_usage(fmt::format("--frames {}: it is 1 to {}", frames_, kMostFrames));
  }
  const auto rounds = number_from<unsigned>(rounds_);
  if (!rounds || *rounds < 1 || *rounds > kMostRounds) {
    return wrong_usage(fmt::format("--rounds {}: it is 1 to {}", rounds_, kMostRounds));
  }
  options.plan.frames = *frames;
  options.rounds = *rounds;
  return options;
}

}  // namespace

std::unique_ptr<Subcommand> add_viewer_command(CLI::App& app) {
  return std::make_unique<ViewerCommand>(app);
}

}  // namespace framering::bench
