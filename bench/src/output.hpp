#pragma once
// What frame_bench prints and writes.

#include <string>

#include "framering/result.hpp"

namespace framering::bench {

/// Says on stderr in one line why it failed, and returns the exit code 1.
int fail(const std::string& line);

/// Writes `text` to a new file, or to stdout if `path` is "-". Errors: system.
Status write_text(const std::string& path, const std::string& text);

}  // namespace framering::bench
