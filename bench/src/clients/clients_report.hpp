#pragma once
// The figures of `frame_bench clients`, for people and for programs.

#include <string>

#include "clients/clients.hpp"
#include "clients/clients_options.hpp"

namespace framering::bench {

/// A table of several lines.
std::string clients_as_text(const ClientsOptions& options, const ClientsResult& result);
/// One JSON object, on lines of its own.
std::string clients_as_json(const ClientsOptions& options, const ClientsResult& result);

}  // namespace framering::bench
