// Failures on stderr.

#include "complaint.hpp"

#include <spdlog/fmt/fmt.h>

#include <cstdio>

namespace framering::viewer {

void complain(const std::string& what) { fmt::print(stderr, "frame_viewer: {}\n", what); }

}  // namespace framering::viewer
