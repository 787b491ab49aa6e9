#pragma once
// Errors of the operating system as one clear line.

#include <string>
#include <string_view>

#include "framering/result.hpp"

namespace framering {

/// "thing: No such file or directory (ENOENT); way out" for the errno `number`.
Error system_error(std::string_view thing, int number, std::string_view way_out = {});

/// An Error of our own: "message".
inline Error make_error(ErrorCode code, std::string message) { return {code, std::move(message)}; }

}  // namespace framering
