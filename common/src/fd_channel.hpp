#pragma once
// A channel over a connected socket, or over two FIFOs.

#include "channel.hpp"
#include "unique_fd.hpp"

namespace framering {

/// Owns its descriptors, which are non-blocking. A peer that has gone raises no SIGPIPE.
class FdChannel final : public Channel {
 public:
  /// A socket, or with `write_end` two FIFOs. `interrupt`, unless it is negative, is a descriptor
  /// that ends every wait with timed_out while it is readable; it belongs to the caller.
  explicit FdChannel(UniqueFd socket, int interrupt = -1) noexcept;
  FdChannel(UniqueFd read_end, UniqueFd write_end, int interrupt = -1) noexcept;

  Status write_all(std::span<const std::byte> bytes, Deadline deadline) override;
  Status read_exactly(std::span<std::byte> target, Deadline deadline) override;

 private:
  bool is_socket() const noexcept { return !write_end_; }
  int write_fd() const noexcept { return is_socket() ? read_end_.get() : write_end_.get(); }
  Status wait_to_read(Deadline deadline);

  UniqueFd read_end_;
  UniqueFd write_end_;  // empty: a socket, which is both
  int interrupt_;
  bool heard_;  // of the peer; until then a FIFO without a writer looks like one that was closed
};

}  // namespace framering
