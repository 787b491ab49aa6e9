#pragma once
// A directory that goes when it is no longer needed.

#include <string>

namespace framering::bench {

class ScratchDirectory {
 public:
  /// Below the system's directory for temporary files; mode 0700. Throws std::runtime_error.
  ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory();

  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

}  // namespace framering::bench
