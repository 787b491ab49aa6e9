#pragma once
// One stream, over whichever transport is chosen: goes over from one to another while frames run,
// and on to the next when one fails.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "framering/result.hpp"
#include "framering/subscriber.hpp"

namespace framering::viewer {

struct SwitchOptions {
  std::string stream;            ///< see Subscriber::create()
  SubscriberOptions subscriber;  ///< its transport is the first
  std::vector<Transport> available = {kTransports.begin(), kTransports.end()};
  bool every_frame = false;  ///< in order, instead of newest first
};

/// A transport that failed, and what is used in its place.
struct Fallback {
  Transport failed = Transport::shm;
  std::string reason;
  Transport instead = Transport::shm;
};

/// Delivers the frames of one stream, each newer than the one before it. Belongs to one thread.
class TransportSwitch {
 public:
  /// Errors: those of Subscriber::create().
  static Result<TransportSwitch> create(const SwitchOptions& options);

  /// The next frame, or the newest. Failed: every available transport has, and error() is of the
  /// first of them; otherwise a failure makes it go on over the next one that was not tried.
  ReadStatus receive(BorrowedFrame& frame, Deadline deadline);

  /// Goes over to `transport`: a second subscriber is made, and the present one goes on delivering
  /// until that has its first frame. Does nothing if it is chosen already, or not available.
  void select(Transport transport);

  /// From now on in order, or newest first.
  void set_every_frame(bool every_frame) noexcept { options_.every_frame = every_frame; }

  /// What frames come from now.
  const Subscriber& subscriber() const noexcept { return *current_; }
  /// What was selected last: subscriber()'s, unless a switch is under way.
  Transport chosen() const noexcept;
  /// Whether the one that is to follow has nothing yet that could be watched.
  bool awaits_attachment() const noexcept;
  const SwitchOptions& options() const noexcept { return options_; }
  /// Of the present subscriber, and of the one that is to follow it; for a FrameWatcher each.
  std::vector<std::shared_ptr<const Attachment>> attachments() const;
  /// How often subscriber() became another one.
  std::uint64_t switches() const noexcept { return switches_; }
  /// Rings, or connections, that the stream was followed to in all, over whichever transport: 2 or
  /// more after a restart or another format. A switch adds none.
  std::uint64_t attached() const noexcept;
  /// Failures since the last call that were survived: another transport is attached.
  std::vector<Fallback> take_fallbacks();
  const Error& error() const noexcept { return *first_failure_; }

 private:
  explicit TransportSwitch(const SwitchOptions& options) : options_(options) {}

  ReadStatus read(Subscriber& subscriber, BorrowedFrame& frame, Deadline deadline) const;
  bool take_from_next(BorrowedFrame& frame);
  bool deliver(const BorrowedFrame& frame);
  void go_over();
  void give_up_next(const Error& error);
  bool replace_current(const Error& error);
  void note_failure(Transport failed, const Error& error, Transport instead);
  std::optional<Transport> untried_after(Transport failed) const;
  Result<Subscriber> open(Transport transport) const;

  SwitchOptions options_;
  std::optional<Subscriber> current_;
  std::optional<Subscriber> next_;
  std::string epoch_;  // of the frame that was delivered last, like its index
  std::optional<std::uint64_t> index_;
  std::uint64_t switches_ = 0;
  std::uint64_t attached_before_ = 0;             // attached(), before the present subscriber
  std::array<bool, kTransports.size()> tried_{};  // and failed, since a frame came
  std::optional<Error> first_failure_;            // of those
  std::vector<Fallback> fallbacks_;
};

}  // namespace framering::viewer
