#include "clients/clients_report.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "output.hpp"
#include "spread.hpp"

namespace framering::bench {
namespace {

std::string row(const char* step, const std::vector<double>& samples_us) {
  const Spread spread = spread_of(samples_us);
  return fmt::format("{:<16}{:>11.1f}{:>11.1f}{:>11.1f}{:>11.1f}\n", step, spread.fastest,
                     spread.median, spread.mean, spread.slowest);
}

nlohmann::json as_json(const std::vector<double>& samples_us) {
  const Spread spread = spread_of(samples_us);
  return {{"fastest", spread.fastest},
          {"median", spread.median},
          {"mean", spread.mean},
          {"slowest", spread.slowest},
          {"samples", spread.samples}};
}

std::string server_of(const ClientsOptions& options) {
  if (options.method == Method::inproc) return "memory of this process";
  return options.address.empty() ? options.stream : options.address;
}

}  // namespace

std::string clients_as_text(const ClientsOptions& options, const ClientsResult& result) {
  return fmt::format(
             "{} client{} at once, {} request{} each, {} ({}): {} replies right, {} wrong\n",
             options.tasks, options.tasks == 1 ? "" : "s", options.requests,
             options.requests == 1 ? "" : "s", name_of(options.method), server_of(options),
             result.right, result.wrong) +
         fmt::format("{:<16}{:>11}{:>11}{:>11}{:>11}\n", "µs", "fastest", "median", "mean",
                     "slowest") +
         row("registration", result.registration_us) + row("request", result.request_us) +
         row("unregistration", result.unregistration_us);
}

std::string clients_as_json(const ClientsOptions& options, const ClientsResult& result) {
  const nlohmann::json report = {
      {"bench", "clients"},
      {"method", name_of(options.method)},
      {"server", server_of(options)},
      {"tasks", options.tasks},
      {"requests", options.requests},
      {"replies", {{"right", result.right}, {"wrong", result.wrong}}},
      {"failed_clients", result.failed},
      {"failure", result.failure},
      {"registration_us", as_json(result.registration_us)},
      {"request_us", as_json(result.request_us)},
      {"unregistration_us", as_json(result.unregistration_us)},
  };
  return json_lines(report);
}

}  // namespace framering::bench
