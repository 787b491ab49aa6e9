#pragma once
// Programs that peers need.

#include <string>
#include <vector>

namespace framering::bench {

/// Where PATH has it, in order.
std::vector<std::string> find_programs(const std::string& name);

}  // namespace framering::bench
