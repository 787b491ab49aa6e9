#pragma once
// Programs that are run for a measurement.

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace framering::bench {

struct ProgramCall {
  std::vector<std::string> command;  ///< its path, and its arguments
  /// What is another in its environment; no value: taken out of it.
  std::vector<std::pair<std::string, std::optional<std::string>>> environment = {};
  std::string output;  ///< the file that becomes its stdout and stderr
};

/// Becomes that program; for the function of a ChildProcess. Throws std::runtime_error: it cannot
/// be started.
[[noreturn]] void exec_program(const ProgramCall& call);

/// The last line of that file that is not empty: why a program failed. Empty: there is none.
std::string last_line_of(const std::string& file);

}  // namespace framering::bench
