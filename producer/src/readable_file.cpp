// Whether a path that the user gave can be read at all.

#include "readable_file.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>

#include "errno_text.hpp"

namespace framering::producer {

Status check_readable(const std::string& path, std::string_view kind) {
  if (::access(path.c_str(), R_OK) == 0) return Done{};
  switch (errno) {
    case ENOENT:
    case ENOTDIR:
      return Error{ErrorCode::not_found,
                   fmt::format("no {} at {} ({}); check the path, or try --pattern", kind, path,
                               errno_name(errno))};
    case EACCES:
      return Error{ErrorCode::denied,
                   fmt::format("no permission to read {} ({}); check the modes of it and of its "
                               "folders",
                               path, errno_name(errno))};
    default:
      return Error{ErrorCode::system,
                   fmt::format("{} {}: {}; check the path", kind, path, errno_text(errno))};
  }
}

}  // namespace framering::producer
