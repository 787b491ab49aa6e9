#pragma once
// One ring, mapped, with the control connection that it came by.

#include <cstdint>
#include <memory>
#include <string>

#include "framering/clock.hpp"
#include "framering/result.hpp"
#include "framering/stream.hpp"
#include "ring_memory.hpp"
#include "stream_directory.hpp"
#include "unique_fd.hpp"

namespace framering {

/// Immutable and safe to use from several threads: the subscriber reads through it, a watcher waits
/// on it.
class Attachment {
 public:
  /// Attaches to the stream's producer.
  /// Errors: those of connect_to_stream(), say_hello() and RingMapping::map().
  static Result<std::shared_ptr<const Attachment>> attach(const StreamDirectory& directory,
                                                          const std::string& stream,
                                                          const std::string& client,
                                                          Deadline deadline);

  /// Attaches to the ring that the same producer has now, by the same connection.
  Result<std::shared_ptr<const Attachment>> attach_next(const std::string& client,
                                                        Deadline deadline) const;

  const std::shared_ptr<const RingMapping>& mapping() const noexcept { return mapping_; }
  const StreamInfo& info() const noexcept { return info_; }
  RingStatus status() const noexcept;
  std::int64_t status_since_ns() const noexcept;

  /// A number that changes with every news of the ring. Take it, look for news, then wait on it.
  std::uint32_t news() const noexcept;
  /// Sleeps until news() is no longer `seen` or the deadline passes, but no longer than a slice of
  /// 100 ms: a producer that was killed changes nothing, so that the caller looks at
  /// connection_spoke() between slices.
  void wait_slice(std::uint32_t seen, Deadline deadline) const noexcept;
  /// Whether the producer closed the connection, or said something on it: as long as all is well it
  /// says nothing. Does not wait.
  bool connection_spoke() const noexcept;

 private:
  Attachment(std::shared_ptr<const UniqueFd> connection, StreamInfo info,
             std::shared_ptr<const RingMapping> mapping)
      : connection_(std::move(connection)), info_(std::move(info)), mapping_(std::move(mapping)) {}
  static Result<std::shared_ptr<const Attachment>> hello(std::shared_ptr<const UniqueFd> connection,
                                                         const std::string& client,
                                                         Deadline deadline);

  std::shared_ptr<const UniqueFd> connection_;
  StreamInfo info_;
  std::shared_ptr<const RingMapping> mapping_;
};

}  // namespace framering
