#pragma once
// What a subscriber is attached to, as far as somebody who waits for its news is concerned.

#include <chrono>
#include <cstdint>

#include "framering/clock.hpp"

namespace framering {

/// How often to look at a connection that may be over. A look is a system call; one before each
/// sleep would cost a tenth of a wake.
inline constexpr std::chrono::milliseconds kLookInterval(100);

/// Safe to use from several threads: the subscriber reads through it, a watcher waits on it.
class Attachment {
 public:
  virtual ~Attachment() = default;

  /// A number that changes with every news. Take it, look for news, then wait on it.
  virtual std::uint32_t news() const noexcept = 0;
  /// Sleeps until news() is no longer `seen` or the deadline passes. A ring's producer that was
  /// killed changes nothing, so look at connection_spoke() every kLookInterval.
  virtual void wait(std::uint32_t seen, Deadline deadline) const noexcept = 0;
  /// Whether the connection is over, or the producer said something on it that is to be heard. Does
  /// not wait.
  virtual bool connection_spoke() const noexcept = 0;
  /// Whether no news come any more from what is nevertheless no broken connection.
  virtual bool over() const noexcept = 0;

 protected:
  Attachment() = default;
  Attachment(const Attachment&) = default;
  Attachment& operator=(const Attachment&) = default;
};

}  // namespace framering
