#include "suite/measured_clients.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "clients/clients.hpp"
#include "clients/echo_server.hpp"
#include "clients/inproc_server.hpp"
#include "scratch_directory.hpp"
#include "statistics.hpp"

namespace framering::bench {
namespace {

ClientsResult run_with_server(ClientsOptions options) {
  if (options.method == Method::inproc) {
    InprocServer server;
    return run_clients(options, server.clients());
  }
  const ScratchDirectory scratch;
  const EchoServer server(scratch.path());
  options.stream = EchoServer::kStream;
  options.directory = scratch.path();
  return run_clients(options, clients_of_stream(options));
}

std::vector<std::vector<double>> measure(const ClientsOptions& options) {
  ClientsResult result = run_with_server(options);
  if (result.wrong > 0) throw std::runtime_error(fmt::format("{} wrong replies", result.wrong));
  if (!result.ok()) throw std::runtime_error(result.failure);
  return {std::move(result.registration_us), std::move(result.request_us),
          std::move(result.unregistration_us)};
}

nlohmann::json medians_of(const MeasuredSamples& samples) {
  return as_json(over_rounds(samples.each_round(50)));
}

}  // namespace

std::vector<MeasuredClients> planned_clients() {
  std::vector<MeasuredClients> clients;
  for (const Method method : {Method::pipe, Method::tcp, Method::control_socket, Method::inproc}) {
    const std::string name(name_of(method));
    clients.push_back({.options = {.method = method},
                       .registration = {.name = name + ", registration"},
                       .request = {.name = name + ", request"},
                       .unregistration = {.name = name + ", unregistration"}});
  }
  return clients;
}

Step step_of(MeasuredClients& clients) {
  return {
      .name = fmt::format("{} clients, {}", clients.options.tasks, name_of(clients.options.method)),
      .seconds = 0.3,
      .run = [&clients] {
        add_round({&clients.registration, &clients.request, &clients.unregistration},
                  [&clients] { return measure(clients.options); });
      }};
}

nlohmann::json as_json(const MeasuredClients& clients) {
  return {{"method", name_of(clients.options.method)},
          {"tasks", clients.options.tasks},
          {"requests", clients.options.requests},
          {"registration_us", medians_of(clients.registration)},
          {"request_us", medians_of(clients.request)},
          {"unregistration_us", medians_of(clients.unregistration)},
          {"failure", clients.request.failure}};
}

}  // namespace framering::bench
