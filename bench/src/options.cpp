// The command line of frame_bench; that of each subcommand stands in a file of its own.

#include "options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <vector>

#include "commands.hpp"
#include "empty_argument.hpp"

namespace framering::bench {
namespace {

constexpr int kWrongUsage = 2;

std::vector<std::unique_ptr<Subcommand>> add_subcommands(CLI::App& app) {
  std::vector<std::unique_ptr<Subcommand>> subcommands;
  subcommands.push_back(add_clients_command(app));
  subcommands.push_back(add_frames_command(app));
  subcommands.push_back(add_viewer_command(app));
  subcommands.push_back(add_all_command(app));
  subcommands.push_back(add_pingpong_command(app));
  return subcommands;
}

/// CLI11's message, which may have several lines, as one.
std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// CLI11 says that there must be a subcommand, without a word of the wrong one that was given.
std::string without_subcommand(const std::vector<std::string>& given) {
  if (given.empty() || given.front().starts_with('-')) return "what to measure is not given";
  return given.front() + " is nothing to measure";
}

}  // namespace

EarlyExit wrong_usage(const std::string& line) {
  return {kWrongUsage, "frame_bench: " + line + "\n"};
}

Options parse_options(int argc, const char* const* argv) {
  if (const std::string what = empty_argument(argc, argv); !what.empty()) {
    return wrong_usage(what + "; see frame_bench --help");
  }
  CLI::App app("Measures what the ways between processes cost.", "frame_bench");
  app.set_version_flag("--version", "frame_bench " FRAMERING_VERSION);
  app.require_subcommand(1);
  const auto subcommands = add_subcommands(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return EarlyExit{0, app.help()};  // or that of the subcommand that was given
  } catch (const CLI::CallForVersion& version) {
    return EarlyExit{0, std::string(version.what()) + "\n"};
  } catch (const CLI::RequiredError&) {
    return wrong_usage(without_subcommand(app.remaining()) + "; see frame_bench --help");
  } catch (const CLI::ParseError& error) {
    return wrong_usage(one_line(error.what()) + "; see frame_bench --help");
  }
  const auto is_given = [](const auto& subcommand) { return subcommand->given(); };
  return (*std::ranges::find_if(subcommands, is_given))->options();
}

}  // namespace framering::bench
