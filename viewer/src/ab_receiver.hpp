#pragma once
// The second transport of an A/B comparison.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ab_comparison.hpp"
#include "arrival_stamps.hpp"
#include "framering/result.hpp"
#include "framering/subscriber.hpp"

namespace framering::viewer {

/// Receives side B and compares it with side A. Belongs to one thread.
class AbReceiver {
 public:
  /// `options` has the transport of side B. Errors: those of Subscriber::create().
  static Result<AbReceiver> create(const std::string& stream, const SubscriberOptions& options);

  /// A frame of side A.
  void add_a(const BorrowedFrame& frame, const Ledger& ledger) { add(Side::a, frame, ledger); }
  /// Takes in all that there is on side B; `ledger_of` puts a frame's ledger on our clock. Whether
  /// there was anything. Once it has failed there is nothing any more.
  bool poll(const std::function<Ledger(const BorrowedFrame&)>& ledger_of);
  /// Begins the comparison anew.
  void restart() { comparison_ = {}; }

  bool failed() const noexcept { return failed_; }
  const Subscriber& subscriber() const noexcept { return subscriber_; }
  /// The newest of side B; no frame before the first.
  const BorrowedFrame& frame() const noexcept { return frame_; }
  const AbComparison& comparison() const noexcept { return comparison_; }

 private:
  AbReceiver(Subscriber subscriber, std::string stream, const SubscriberOptions& options);

  void add(Side side, const BorrowedFrame& frame, Ledger ledger);
  std::optional<std::int64_t> noticed_ns(const BorrowedFrame& frame);

  Subscriber subscriber_;
  std::string stream_;
  SubscriberOptions options_;
  std::unique_ptr<ArrivalStamps> stamps_;  // once one side is the ring
  BorrowedFrame frame_;
  AbComparison comparison_;
  bool failed_ = false;
};

}  // namespace framering::viewer
