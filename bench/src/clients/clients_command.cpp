// The command line of `frame_bench clients`.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "commands.hpp"
#include "framering/stream.hpp"

namespace framering::bench {
namespace {

constexpr std::uint32_t kMostTasks = 1000;
constexpr std::uint32_t kMostRequests = 1'000'000;
constexpr double kLongestTimeout = 3600;  // seconds
constexpr std::string_view kScheme = "tcp://";

class ClientsCommand final : public Subcommand {
 public:
  explicit ClientsCommand(CLI::App& app);

  bool given() const override { return app_.parsed(); }
  Options options() const override;

 private:
  std::optional<EarlyExit> take_numbers(ClientsOptions& options) const;
  std::optional<EarlyExit> take_server(ClientsOptions& options) const;

  CLI::App& app_;
  ClientsOptions given_;
  // Still as text, since these have a form of their own.
  std::string method_ = "pipe", connect_, tasks_ = "20", requests_ = "10", timeout_s_ = "10";
};

ClientsCommand::ClientsCommand(CLI::App& app)
    : app_(*app.add_subcommand(
          "clients",
          "Many clients at once: registration, requests that are checked, unregistration")) {
  app_.add_option("STREAM", given_.stream,
                  "The stream whose server is asked (default: the only one)");
  app_.add_option("--method", method_, "pipe, tcp, unix (the control socket) or inproc")
      ->type_name("METHOD")
      ->capture_default_str();
  app_.add_option("--tasks", tasks_, "Clients")->type_name("N")->capture_default_str();
  app_.add_option("--requests", requests_, "Requests of each client")
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--timeout", timeout_s_, "Patience with each step, in seconds")
      ->type_name("S")
      ->capture_default_str();
  app_.add_option("--connect", connect_, "A server on another machine, by TCP, in clear")
      ->type_name("tcp://HOST:PORT");
  app_.add_option("--token-file", given_.token_file, "With --connect: its token")
      ->type_name("FILE");
  app_.add_option("--json", given_.json, "Write the figures as JSON; -: to stdout, no table")
      ->type_name("FILE|-");
}

std::optional<EarlyExit> ClientsCommand::take_numbers(ClientsOptions& options) const {
  const auto tasks = number_from<std::uint32_t>(tasks_);
  if (!tasks || *tasks < 1 || *tasks > kMostTasks) {
    return wrong_usage(fmt::format("--tasks {}: it is 1 to {}", tasks_, kMostTasks));
  }
  const auto requests = number_from<std::uint32_t>(requests_);
  if (!requests || *requests < 1 || *requests > kMostRequests) {
    return wrong_usage(fmt::format("--requests {}: it is 1 to {}", requests_, kMostRequests));
  }
  const auto timeout_s = number_from<double>(timeout_s_);
  if (!timeout_s || !(*timeout_s > 0) || *timeout_s > kLongestTimeout) {
    return wrong_usage(fmt::format("--timeout {}: it is more than 0 and at most {} seconds",
                                   timeout_s_, kLongestTimeout));
  }
  options.tasks = *tasks;
  options.requests = *requests;
  options.timeout =
      std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>(*timeout_s));
  return std::nullopt;
}

std::optional<EarlyExit> ClientsCommand::take_server(ClientsOptions& options) const {
  const bool elsewhere = !connect_.empty() && app_.count("--method") == 0;
  const auto method = elsewhere ? Method::tcp : method_from_name(method_);
  if (!method) {
    return wrong_usage(fmt::format("--method {}: it is one of pipe, tcp, unix, inproc", method_));
  }
  options.method = *method;
  if (!options.stream.empty()) {
    if (*method == Method::inproc) {
      return wrong_usage(options.stream + " --method inproc: its server is no stream");
    }
    if (const Status name = check_stream_name(options.stream); !name) {
      return wrong_usage(name.error().message);
    }
  }
  if (connect_.empty() != options.token_file.empty()) {
    return wrong_usage("--connect and --token-file go together");
  }
  if (connect_.empty()) return std::nullopt;
  if (*method != Method::tcp) return wrong_usage("--connect goes with --method tcp only");
  if (!connect_.starts_with(kScheme) || connect_.size() == kScheme.size()) {
    return wrong_usage(fmt::format("--connect {}: it is tcp://HOST:PORT", connect_));
  }
  options.address = connect_.substr(kScheme.size());
  return std::nullopt;
}

Options ClientsCommand::options() const {
  ClientsOptions options = given_;
  if (auto early = take_numbers(options)) return *early;
  if (auto early = take_server(options)) return *early;
  return options;
}

}  // namespace

std::unique_ptr<Subcommand> add_clients_command(CLI::App& app) {
  return std::make_unique<ClientsCommand>(app);
}

}  // namespace framering::bench
