#pragma once
// Programs that peers need.

#include <string>

namespace framering::bench {

/// Where PATH has it; empty: nowhere.
std::string find_program(const std::string& name);

}  // namespace framering::bench
