#pragma once
// A directory that goes when it is no longer needed, at the latest with the next one.

#include <string>

#include "unique_fd.hpp"

namespace framering::bench {

class ScratchDirectory {
 public:
  /// Below the system's directory for temporary files; mode 0700. Removes those that processes of
  /// this user left there when they were killed. Throws std::runtime_error.
  ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory();

  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
  UniqueFd lock_;
};

}  // namespace framering::bench
