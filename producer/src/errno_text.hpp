#pragma once
// Error numbers of the operating system in words.

#include <string>

namespace framering::producer {

/// "ENODEV"; the number for one that the C library does not know.
std::string errno_name(int number);

/// "No such device (ENODEV)"
std::string errno_text(int number);

}  // namespace framering::producer
