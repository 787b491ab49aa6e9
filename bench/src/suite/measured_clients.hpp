#pragma once
// Many clients at once, over one method, once in each round.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "clients/clients_options.hpp"
#include "rounds.hpp"
#include "suite/measured_samples.hpp"

namespace framering::bench {

struct MeasuredClients {
  ClientsOptions options;
  // Of what each client does, in this order. They fail together.
  MeasuredSamples registration, request, unregistration;
};

/// One for each method, without rounds.
std::vector<MeasuredClients> planned_clients();

/// Runs the clients once more, with a server of their own. `clients` outlive the step.
Step step_of(MeasuredClients& clients);

nlohmann::json as_json(const MeasuredClients& clients);

}  // namespace framering::bench
