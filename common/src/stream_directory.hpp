#pragma once
// The directory in which streams live, opened.

#include <string>

#include "framering/result.hpp"
#include "unique_fd.hpp"

namespace framering {

/// A stream directory, held open so that names in it have short paths however long its own is: a
/// socket's path may have 107 bytes.
class StreamDirectory {
 public:
  /// Opens `path` (empty: stream_directory()). Errors: not_found, denied, system; denied too if the
  /// directory under the temporary directory belongs to somebody else.
  static Result<StreamDirectory> open(const std::string& path);
  /// Makes it and its parents first, for this user alone.
  static Result<StreamDirectory> create(const std::string& path);

  const std::string& path() const noexcept { return path_; }
  /// A short path to `name` in the directory, valid within this process while this object lives.
  std::string short_path(const std::string& name) const;

 private:
  StreamDirectory(std::string path, UniqueFd fd) : path_(std::move(path)), fd_(std::move(fd)) {}
  std::string path_;
  UniqueFd fd_;
};

inline std::string socket_name(const std::string& stream) { return stream + ".sock"; }
inline std::string lock_name(const std::string& stream) { return stream + ".lock"; }

}  // namespace framering
