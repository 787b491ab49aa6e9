# Writes a header with the commit that is built; leaves it alone if it says the same already.
#   cmake -D SOURCE=... -D HEADER=... -P WriteCommit.cmake
execute_process(COMMAND git -C "${SOURCE}" describe --always --dirty --abbrev=12
  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
file(CONFIGURE OUTPUT "${HEADER}" @ONLY CONTENT [[
#pragma once
// Made by cmake/WriteCommit.cmake.

namespace framering::bench {

/// Empty: what was built is no git checkout.
inline constexpr const char* kCommit = "@commit@";

}  // namespace framering::bench
]])
