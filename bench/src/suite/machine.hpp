#pragma once
// The machine that a measurement was made on.

#include <nlohmann/json_fwd.hpp>

namespace framering::bench {

/// Processor, cores, memory, kernel and distribution, as far as the system tells.
nlohmann::json machine_as_json();

}  // namespace framering::bench
