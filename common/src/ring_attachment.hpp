#pragma once
// One ring, mapped, with the control connection that it came by.

#include <cstdint>
#include <memory>
#include <string>

#include "attachment.hpp"
#include "control_client.hpp"
#include "framering/result.hpp"
#include "ring_memory.hpp"
#include "stream_directory.hpp"
#include "unique_fd.hpp"
#include "welcome.hpp"

namespace framering {

/// Immutable.
class RingAttachment final : public Attachment {
 public:
  /// Attaches to the stream's producer.
  /// Errors: those of connect_to_stream(), say_hello() and RingMapping::map().
  static Result<std::shared_ptr<const RingAttachment>> attach(const StreamDirectory& directory,
                                                              const std::string& stream,
                                                              const Hello& hello,
                                                              Deadline deadline);

  /// Attaches to the ring that the same producer has now, by the same connection.
  Result<std::shared_ptr<const RingAttachment>> attach_next(const Hello& hello,
                                                            Deadline deadline) const;

  const std::shared_ptr<const RingMapping>& mapping() const noexcept { return mapping_; }
  const StreamInfo& info() const noexcept { return welcome_.info; }
  const Welcome& welcome() const noexcept { return welcome_; }
  RingStatus status() const noexcept;
  std::int64_t status_since_ns() const noexcept;

  std::uint32_t news() const noexcept override;
  void wait(std::uint32_t seen, Deadline deadline) const noexcept override;
  /// As long as all is well the producer says nothing.
  bool connection_spoke() const noexcept override;
  bool over() const noexcept override;

 private:
  RingAttachment(std::shared_ptr<const UniqueFd> connection, Welcome welcome,
                 std::shared_ptr<const RingMapping> mapping)
      : connection_(std::move(connection)),
        welcome_(std::move(welcome)),
        mapping_(std::move(mapping)) {}
  static Result<std::shared_ptr<const RingAttachment>> greet(
      std::shared_ptr<const UniqueFd> connection, const Hello& hello, Deadline deadline);

  std::shared_ptr<const UniqueFd> connection_;
  Welcome welcome_;
  std::shared_ptr<const RingMapping> mapping_;
};

}  // namespace framering
