#pragma once
// Whether a path that the user gave can be read at all.

#include <string>
#include <string_view>

#include "framering/result.hpp"

namespace framering::producer {

/// Checks that `path` is there and may be read; `kind` is what it should be, as in "no video at
/// ...". Errors: not_found, denied, system.
Status check_readable(const std::string& path, std::string_view kind);

}  // namespace framering::producer
