#pragma once
// What a Subscriber does, in one way per kind of transport.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "attachment.hpp"
#include "framering/borrowed_frame.hpp"
#include "framering/subscriber.hpp"
#include "welcome.hpp"

namespace framering {

/// Which frame a reader wants: the one after the last, or the newest.
enum class Order { next, latest };

/// The contracts are those of Subscriber. Belongs to one thread.
class Subscription {
 public:
  Subscription(std::string stream, SubscriberOptions options);
  virtual ~Subscription() = default;
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  virtual ReadStatus read(Order order, BorrowedFrame& frame, Deadline deadline) = 0;
  virtual Connection connection() const noexcept = 0;
  virtual std::int64_t connection_since_ns() const noexcept = 0;
  virtual std::shared_ptr<const Attachment> attachment() const noexcept = 0;

  const Error& error() const noexcept { return error_; }
  const ReadCounters& counters() const noexcept { return counters_; }
  const std::string& stream() const noexcept { return stream_; }
  const SubscriberOptions& options() const noexcept { return options_; }
  const StreamInfo& info() const noexcept { return info_; }  ///< of the last attachment
  bool shares_clock() const noexcept { return shares_clock_; }

 protected:
  /// Whether an attempt to attach is due; the next one is due some time later.
  bool attempt_due() noexcept;
  Deadline next_attempt() const noexcept { return next_attempt_; }
  /// Whether to try again later, as opposed to telling the user.
  static bool is_passing(ErrorCode code) noexcept;
  /// Notes what the producer said of itself, and on which clock.
  void note(const Welcome& welcome);

  std::string stream_;
  const SubscriberOptions options_;
  ReadCounters counters_;
  Error error_{ErrorCode::not_found, ""};
  std::optional<std::string> ended_epoch_;  // was said to have ended; may still be served

 private:
  StreamInfo info_;
  bool shares_clock_ = true;
  Deadline next_attempt_{};
};

}  // namespace framering
