#include "error.hpp"

#include <cerrno>
#include <cstring>

namespace framering {
namespace {

ErrorCode code_of(int number) {
  switch (number) {
    case ENOENT:
    case ECONNREFUSED:
    case ENOTDIR:
      return ErrorCode::not_found;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::denied;
    case EBUSY:
    case EADDRINUSE:
      return ErrorCode::busy;
    case ENOMEM:
      return ErrorCode::no_memory;
    case ETIMEDOUT:
      return ErrorCode::timed_out;
    default:
      return ErrorCode::system;
  }
}

}  // namespace

Error system_error(std::string_view thing, int number, std::string_view way_out) {
  const char* name = strerrorname_np(number);
  const char* reason = strerrordesc_np(number);
  std::string message(thing);
  message += ": ";
  message += reason != nullptr ? reason : "unknown error";
  message += " (" + (name != nullptr ? std::string(name) : std::to_string(number)) + ")";
  if (!way_out.empty()) message += "; " + std::string(way_out);
  return {code_of(number), std::move(message)};
}

}  // namespace framering
