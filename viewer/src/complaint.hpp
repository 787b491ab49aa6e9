#pragma once
// The line that says why the program failed.

#include <string>

namespace framering::viewer {

/// Prints "frame_viewer: `what`" on stderr, whatever the log level: a failure is never silent.
void complain(const std::string& what);

}  // namespace framering::viewer
