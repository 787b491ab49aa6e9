#pragma once
// Arguments that are empty, as those of a script whose variable is not set.

#include <string>

namespace framering {

/// What is wrong with the first that is, as a line; empty: none is. To be asked before CLI11 parses
/// them: it takes `--option=` for an option whose value is the argument that follows.
std::string empty_argument(int argc, const char* const* argv);

}  // namespace framering
