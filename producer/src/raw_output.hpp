#pragma once
// Writing bytes to a pipe, a socket or a file without ever being held up for good.

#include <cstddef>
#include <span>
#include <stop_token>
#include <string>

#include "framering/result.hpp"

namespace framering::producer {

enum class WriteStatus {
  written,  ///< all of it
  closed,   ///< the reader has gone
  stopped,  ///< the stop token was triggered; some of it may have been written
  failed,   ///< it cannot be written: error() says why
};

/// An output of the program's, reopened where possible, so that making it non-blocking changes
/// nothing for other processes that have it too. Belongs to one thread, which has SIGPIPE blocked.
class RawOutput {
 public:
  /// `fd` remains the caller's. Errors: system.
  static Result<RawOutput> open(int fd);
  RawOutput(RawOutput&& other) noexcept;
  RawOutput& operator=(RawOutput&&) = delete;
  ~RawOutput();

  /// Writes all of `bytes`, however long that takes, unless `stop` is triggered.
  WriteStatus write(std::span<const std::byte> bytes, const std::stop_token& stop);
  /// Whether nobody reads a pipe or socket any more, as far as is known without writing.
  bool reader_gone() const;
  /// Why write() failed.
  const std::string& error() const noexcept { return error_; }

 private:
  enum class Kind { pipe, socket, file };

  RawOutput(int fd, Kind kind, bool blocks) : fd_(fd), kind_(kind), blocks_(blocks) {}
  std::ptrdiff_t write_some(std::span<const std::byte> bytes) const;

  int fd_;
  Kind kind_;
  bool blocks_;  // writing more than there is room for waits
  std::string error_;
};

}  // namespace framering::producer
