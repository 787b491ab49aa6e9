// Error numbers of the operating system in words.

#include "errno_text.hpp"

#include <fmt/core.h>

#include <cstring>

namespace framering::producer {

std::string errno_name(int number) {
  const char* name = strerrorname_np(number);
  return name != nullptr ? name : std::to_string(number);
}

std::string errno_text(int number) {
  const char* reason = strerrordesc_np(number);
  return fmt::format("{} ({})", reason != nullptr ? reason : "unknown error", errno_name(number));
}

}  // namespace framering::producer
