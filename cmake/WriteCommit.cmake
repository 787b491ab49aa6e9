# Writes a header with the commit that is built; touches it only when that changes.
#   cmake -D SOURCE=... -D HEADER=... -P WriteCommit.cmake
execute_process(COMMAND git -C "${SOURCE}" describe --always --dirty --abbrev=12
  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
set(text "#pragma once\n// Made by cmake/WriteCommit.cmake.\n\nnamespace framering::bench {\n\ninline constexpr const char* kCommit = \"${commit}\";\n\n}  // namespace framering::bench\n")
set(before "")
if(EXISTS "${HEADER}")
  file(READ "${HEADER}" before)
endif()
if(NOT text STREQUAL before)
  file(WRITE "${HEADER}" "${text}")
endif()
