// The command line of `frame_bench pingpong`.

#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "commands.hpp"

namespace framering::bench {
namespace {

constexpr std::size_t kMostCycles = 10'000'000;

std::string method_names() { return fmt::format("{}", fmt::join(pingpong_methods(), ", ")); }

class PingPongCommand final : public Subcommand {
 public:
  explicit PingPongCommand(CLI::App& app)
      : app_(*app.add_subcommand("pingpong",
                                 "Two processes: one sends a message, the other sends it back")) {
    app_.add_option("--method", given_.method, method_names())->type_name("METHOD");
    app_.add_flag("--all", all_, "One table of all methods, with the limits measured beside them");
    app_.add_option("-n", cycles_, "Cycles, there and back")->type_name("N")->capture_default_str();
    app_.add_option("--bytes", bytes_, "Size of the message")
        ->type_name("N")
        ->capture_default_str();
    app_.add_option("--json", given_.json, "Write the figures as JSON; -: to stdout, no table")
        ->type_name("FILE|-");
  }

  bool given() const override { return app_.parsed(); }
  Options options() const override;

 private:
  std::optional<EarlyExit> check_method() const;

  CLI::App& app_;
  PingPongOptions given_;
  bool all_ = false;
  std::string cycles_ = "1000", bytes_ = "4";
};

std::optional<EarlyExit> PingPongCommand::check_method() const {
  const std::string& method = given_.method;
  const bool named = app_.count("--method") > 0;
  if (named == all_) return wrong_usage("pingpong: either --method METHOD or --all");
  const auto known = pingpong_methods();
  if (named && std::ranges::find(known, method) == known.end()) {
    return wrong_usage(fmt::format("--method {}: it is one of {}", method, method_names()));
  }
  return std::nullopt;
}

Options PingPongCommand::options() const {
  if (auto early = check_method()) return *early;
  const auto cycles = number_from<std::size_t>(cycles_);
  if (!cycles || *cycles < 1 || *cycles > kMostCycles) {
    return wrong_usage(fmt::format("-n {}: it is 1 to {}", cycles_, kMostCycles));
  }
  const auto bytes = number_from<std::size_t>(bytes_);
  if (!bytes || *bytes < kFewestPingPongBytes || *bytes > kMostPingPongBytes) {
    return wrong_usage(fmt::format("--bytes {}: it is {} to {}", bytes_, kFewestPingPongBytes,
                                   kMostPingPongBytes));
  }
  const std::string why_not = all_ ? "" : why_not_pingpong(given_.method, *bytes);
  if (!why_not.empty()) {
    return wrong_usage(fmt::format("--method {} --bytes {}: {}", given_.method, *bytes, why_not));
  }
  PingPongOptions options = given_;
  options.cycles = *cycles;
  options.bytes = *bytes;
  return options;
}

}  // namespace

std::unique_ptr<Subcommand> add_pingpong_command(CLI::App& app) {
  return std::make_unique<PingPongCommand>(app);
}

}  // namespace framering::bench
