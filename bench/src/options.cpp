// The command line of frame_bench.

#include "options.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "framering/stream.hpp"

namespace framering::bench {
namespace {

constexpr int kWrongUsage = 2;
constexpr std::uint32_t kMostTasks = 1000;
constexpr std::uint32_t kMostRequests = 1'000'000;
constexpr double kLongestTimeout = 3600;  // seconds
constexpr std::string_view kScheme = "tcp://";

/// What CLI11 fills in, still as text where a value has a form of its own.
struct RawClients {
  std::string method = "pipe", connect, tasks = "20", requests = "10", timeout_s = "10";
  bool method_given = false;
};

void add_clients(CLI::App& app, RawClients& raw, ClientsOptions& options) {
  CLI::App& clients = *app.add_subcommand(
      "clients", "Many clients at once: registration, requests that are checked, unregistration");
  clients.add_option("STREAM", options.stream,
                     "The stream whose server is asked (default: the only one)");
  clients.add_option("--method", raw.method, "pipe, tcp, unix (the control socket) or inproc")
      ->type_name("METHOD")
      ->capture_default_str();
  clients.add_option("--tasks", raw.tasks, "Clients")->type_name("N")->capture_default_str();
  clients.add_option("--requests", raw.requests, "Requests of each client")
      ->type_name("N")
      ->capture_default_str();
  clients.add_option("--timeout", raw.timeout_s, "Patience with each step, in seconds")
      ->type_name("S")
      ->capture_default_str();
  clients.add_option("--connect", raw.connect, "A server on another machine, by TCP, in clear")
      ->type_name("tcp://HOST:PORT");
  clients.add_option("--token-file", options.token_file, "With --connect: its token")
      ->type_name("FILE");
  clients.add_option("--json", options.json, "Write the figures as JSON; -: to stdout, no table")
      ->type_name("FILE|-");
}

EarlyExit wrong(const std::string& line) { return {kWrongUsage, "frame_bench: " + line + "\n"}; }

/// The whole of `text` as a number, or nothing.
template <typename Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<EarlyExit> take_numbers(const RawClients& raw, ClientsOptions& options) {
  const auto tasks = number<std::uint32_t>(raw.tasks);
  if (!tasks || *tasks < 1 || *tasks > kMostTasks) {
    return wrong(fmt::format("--tasks {}: it is 1 to {}", raw.tasks, kMostTasks));
  }
  const auto requests = number<std::uint32_t>(raw.requests);
  if (!requests || *requests < 1 || *requests > kMostRequests) {
    return wrong(fmt::format("--requests {}: it is 1 to {}", raw.requests, kMostRequests));
  }
  const auto timeout_s = number<double>(raw.timeout_s);
  if (!timeout_s || !(*timeout_s > 0) || *timeout_s > kLongestTimeout) {
    return wrong(fmt::format("--timeout {}: it is more than 0 and at most {} seconds",
                             raw.timeout_s, kLongestTimeout));
  }
  options.tasks = *tasks;
  options.requests = *requests;
  options.timeout =
      std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>(*timeout_s));
  return std::nullopt;
}

std::optional<EarlyExit> take_server(const RawClients& raw, ClientsOptions& options) {
  const bool elsewhere = !raw.connect.empty() && !raw.method_given;
  const auto method = elsewhere ? Method::tcp : method_from_name(raw.method);
  if (!method) {
    return wrong(fmt::format("--method {}: it is one of pipe, tcp, unix, inproc", raw.method));
  }
  options.method = *method;
  if (!options.stream.empty()) {
    if (const Status name = check_stream_name(options.stream); !name) {
      return wrong(name.error().message);
    }
  }
  if (raw.connect.empty() != options.token_file.empty()) {
    return wrong("--connect and --token-file go together");
  }
  if (raw.connect.empty()) return std::nullopt;
  if (*method != Method::tcp) return wrong("--connect goes with --method tcp only");
  if (!raw.connect.starts_with(kScheme) || raw.connect.size() == kScheme.size()) {
    return wrong(fmt::format("--connect {}: it is tcp://HOST:PORT", raw.connect));
  }
  options.address = raw.connect.substr(kScheme.size());
  return std::nullopt;
}

/// CLI11's message, which may have several lines, as one.
std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

std::variant<ClientsOptions, EarlyExit> parse_options(int argc, const char* const* argv) {
  ClientsOptions options;
  RawClients raw;
  CLI::App app("Measures what the ways between processes cost.", "frame_bench");
  app.set_version_flag("--version", "frame_bench " FRAMERING_VERSION);
  app.require_subcommand(1);
  add_clients(app, raw, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return EarlyExit{0, app.help()};  // or that of the subcommand that was given
  } catch (const CLI::CallForVersion& version) {
    return EarlyExit{0, std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    return wrong(one_line(error.what()) + "; see frame_bench --help");
  }
  raw.method_given = app.get_subcommand("clients")->count("--method") > 0;
  if (auto early = take_numbers(raw, options)) return *early;
  if (auto early = take_server(raw, options)) return *early;
  return options;
}

}  // namespace framering::bench
