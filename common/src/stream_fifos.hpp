#pragma once
// The FIFOs of a stream in its directory: one by which clients come, two for each of them until it
// has said hello (docs/wire-format.md, the pipe transport).

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "framering/result.hpp"
#include "stream_directory.hpp"
#include "unique_fd.hpp"

namespace framering {

inline std::string registration_name(const std::string& stream) { return stream + ".fifo"; }
/// What the names of a client's two FIFOs begin with: "NAME.PID-NONCE".
std::string client_fifo_stem(const std::string& stream, std::uint64_t pid, std::uint64_t nonce);

/// Removes what a killed server of this stream left, and nothing else. The name's lock is held.
void clear_fifos(const StreamDirectory& directory, const std::string& stream);

/// A FIFO with a name in the directory, which goes with this object.
class NamedFifo {
 public:
  /// Makes it with exactly this mode, opens it with these flags of open(2) unless they are
  /// negative, and only then gives it its name. Errors: busy (the name is taken), denied, system.
  static Result<NamedFifo> make(const StreamDirectory& directory, const std::string& name,
                                mode_t mode, int open_flags);

  NamedFifo(NamedFifo&& other) noexcept;
  NamedFifo& operator=(NamedFifo&&) = delete;
  ~NamedFifo();

  /// Opens it again.
  Result<UniqueFd> open(int flags) const;
  UniqueFd take_fd() noexcept { return std::move(fd_); }

 private:
  NamedFifo(std::string path, UniqueFd fd) noexcept : path_(std::move(path)), fd_(std::move(fd)) {}
  std::string path_;  // short: see StreamDirectory; empty: moved from
  UniqueFd fd_;
};

}  // namespace framering
