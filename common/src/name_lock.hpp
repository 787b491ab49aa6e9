#pragma once
// Who owns a stream's name: a lock that the kernel releases when its owner dies.

#include <sys/types.h>

#include <string>

#include "framering/result.hpp"
#include "unique_fd.hpp"

namespace framering {

/// Owns NAME.lock in a stream directory. Removes the file when it is let go.
class NameLock {
 public:
  /// Errors: busy (another producer has the name; says which process), denied, system.
  static Result<NameLock> acquire(const std::string& directory, const std::string& stream);

  NameLock(NameLock&&) noexcept = default;
  NameLock& operator=(NameLock&&) = delete;
  ~NameLock();

 private:
  NameLock(std::string path, UniqueFd fd);
  std::string path_;
  UniqueFd fd_;
  pid_t owner_;
};

}  // namespace framering
