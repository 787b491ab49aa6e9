#pragma once
// Where a connection's receiving thread puts frames, and the subscriber takes them.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <variant>

#include "attachment.hpp"
#include "framering/borrowed_frame.hpp"
#include "subscription.hpp"
#include "welcome.hpp"

namespace framering {

/// How a connection stands that was welcomed.
struct WireStatus {
  Connection connection = Connection::live;
  std::int64_t since_ns = 0;
};

/// How a connection ended.
struct WireEnd {
  enum class Kind {
    lost,       ///< or never there: error.code says whether to try again
    completed,  ///< the producer ended the stream on purpose
  };
  Kind kind = Kind::lost;
  Error error;
};

/// Of one connection. Whoever wants the newest frame gets it, and the ones before it make room; for
/// whoever wants them in order a few are kept, and the thread is to take no more meanwhile.
class WireInbox final : public Attachment {
 public:
  struct Delivery {
    std::shared_ptr<const OwnedFrame> frame;
    std::uint64_t missed = 0;  ///< frames before it that nobody got
  };
  /// A frame; or the end, once there is no frame left; or neither before the deadline.
  using Taken = std::variant<std::monostate, Delivery, WireEnd>;

  explicit WireInbox(Order order) : order_(order) {}

  // The receiving thread:
  void open(Welcome welcome);
  void set_status(const WireStatus& status);
  /// `missed`: frames between the one before it and this one.
  void put(std::shared_ptr<const OwnedFrame> frame, std::uint64_t missed);
  void end(WireEnd end);
  /// Waits until a frame may be put; false: nobody wants one any more.
  bool wait_for_room();

  // The subscriber:
  /// Takes what there is, in this order from now on; until the deadline, waits for it.
  Taken take(Order order, Deadline deadline);
  /// What the server said when it welcomed us; once.
  std::optional<Welcome> take_welcome();
  WireStatus status() const noexcept;
  /// Nothing is wanted any more.
  void close() noexcept;

  // Attachment:
  std::uint32_t news() const noexcept override;
  void wait(std::uint32_t seen, Deadline deadline) const noexcept override;
  bool connection_spoke() const noexcept override;
  bool over() const noexcept override { return false; }

 private:
  template <typename Change>
  void change(Change what);
  void drop_all_but_newest();

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Order order_;
  std::deque<Delivery> frames_;
  std::optional<Welcome> welcome_;
  WireStatus status_;
  std::optional<WireEnd> end_;
  std::uint32_t news_ = 0;
  bool closed_ = false;
};

}  // namespace framering
