#pragma once
// What strangers say, made fit for a terminal.

#include <string>

namespace framering {

/// The same UTF-8 with a "?" for each character that could begin a line or steer a terminal: those
/// of C0, DEL, and those of C1 (U+0080 to U+009F), of which U+009B does what ESC [ does.
std::string printable(std::string text);

}  // namespace framering
