#pragma once
// What frame_bench prints and writes.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "framering/result.hpp"

namespace framering::bench {

/// Says on stderr in one line why it failed, and returns the exit code 1.
int fail(const std::string& line);

/// Whether write_text() can write there, as far as that can be told before there is a text; "" and
/// "-" are always well. Makes no file. Errors: system.
Status check_writable(const std::string& path);

/// The lines of `report`; what is no UTF-8 (in the name of a file, say) is replaced.
std::string json_lines(const nlohmann::json& report);

/// Writes `text` to a new file, or to stdout if `path` is "-". Errors: system.
Status write_text(const std::string& path, const std::string& text);

/// Writes `json` to `path`, if that is not empty, then `table` to stdout, unless it is empty or
/// `path` is "-". Errors: the first of write_text().
Status write_figures(const std::string& path, const std::string& json, const std::string& table);

}  // namespace framering::bench
