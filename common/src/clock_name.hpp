#pragma once
// Which clock this process's stamps are of.

#include <string>

namespace framering {

/// The `clock` of welcome: equal in two processes if and only if their CLOCK_MONOTONIC is the same.
/// It is the boot's id, a space, and the time namespace (nothing where the kernel has none).
std::string clock_name();

}  // namespace framering
