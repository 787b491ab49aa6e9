#pragma once
// The viewer's receiving side: a subscriber, and the account of what became of its frames.

#include <cstdint>
#include <string>

#include "framering/ledger.hpp"
#include "framering/subscriber.hpp"
#include "rate_meter.hpp"

namespace framering::viewer {

/// How much of a frame's way to look at.
struct ReceiverOptions {
  bool every_frame = false;  ///< in order, instead of newest first
  bool verify = false;       ///< check pattern stamps
};

/// What --verify found in a frame.
enum class Verdict {
  whole,      ///< verified, or not asked to verify
  overtaken,  ///< the writer came round while it was read; no verdict, counted
  corrupt,    ///< torn, stale or swapped: problem() says how
  no_stamps,  ///< not a pattern frame: problem() says so
};

/// Frames of one stream, each counted once. Belongs to one thread.
class FrameReceiver {
 public:
  FrameReceiver(Subscriber subscriber, const ReceiverOptions& options);

  /// The next frame, or the newest, as the options say; it is then frame().
  ReadStatus receive(Deadline deadline);

  /// Checks frame() in place, if asked to.
  Verdict verify();

  /// frame() was overwritten while it was used.
  void count_overtaken() noexcept { ++overtaken_; }

  /// frame() is done with: its ledger, as far as it got, joins the statistics.
  void finish(const Ledger& ledger);

  const BorrowedFrame& frame() const noexcept { return frame_; }
  /// Of frame(): the producer's half, and when it was received.
  const Ledger& ledger() const noexcept { return ledger_; }
  const std::string& problem() const noexcept { return problem_; }

  const Subscriber& subscriber() const noexcept { return subscriber_; }
  const LedgerStatistics& statistics() const noexcept { return statistics_; }
  std::uint64_t received() const noexcept { return subscriber_.counters().received; }
  std::uint64_t missed() const noexcept { return subscriber_.counters().missed; }
  std::uint64_t drawn() const noexcept { return drawn_; }
  std::uint64_t overtaken() const noexcept { return overtaken_; }
  std::uint64_t verified() const noexcept { return verified_; }
  std::uint64_t corrupt() const noexcept { return corrupt_; }
  /// Received, and not overtaken as far as is known.
  std::uint64_t whole() const noexcept { return received() - overtaken_; }
  /// Frames received per second between the first and the last; 0 before the second.
  double fps() const noexcept;
  /// Frames received, and drawn, per second lately.
  const RateMeter& received_rate() const noexcept { return received_rate_; }
  const RateMeter& drawn_rate() const noexcept { return drawn_rate_; }

 private:
  Verdict judge();

  Subscriber subscriber_;
  ReceiverOptions options_;
  BorrowedFrame frame_;
  Ledger ledger_;
  LedgerStatistics statistics_;
  RateMeter received_rate_;
  RateMeter drawn_rate_;
  std::string problem_;
  std::uint64_t drawn_ = 0;
  std::uint64_t overtaken_ = 0;
  std::uint64_t verified_ = 0;
  std::uint64_t corrupt_ = 0;
  std::int64_t first_received_ns_ = 0;
  std::int64_t last_received_ns_ = 0;
};

}  // namespace framering::viewer
