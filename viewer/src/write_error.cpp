// Errors of writing, worded as the library words those of the system.

#include "write_error.hpp"

#include <spdlog/fmt/fmt.h>

#include <cstring>

namespace framering::viewer {

Error write_error(const std::string& file, const std::string& reason) {
  return {ErrorCode::system, fmt::format("cannot write {}: {}", file, reason)};
}

Error write_error(const std::string& file, int number) {
  const char* name = strerrorname_np(number);
  return write_error(file, fmt::format("{} ({})", std::strerror(number),
                                       name != nullptr ? name : std::to_string(number)));
}

}  // namespace framering::viewer
