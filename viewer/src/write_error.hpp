#pragma once
// Why a file could not be written, in one line.

#include <string>

#include "framering/result.hpp"

namespace framering::viewer {

/// "cannot write `file`: `reason`", as an error of the system.
Error write_error(const std::string& file, const std::string& reason);

/// The same with the reason of the errno `number`: "No such file or directory (ENOENT)".
Error write_error(const std::string& file, int number);

}  // namespace framering::viewer
