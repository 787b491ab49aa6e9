#pragma once
// The viewer's receiving side: a stream over one transport or two, and the account of what became
// of its frames.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ab_receiver.hpp"
#include "drawing_cost.hpp"
#include "echo_probe.hpp"
#include "framering/ledger.hpp"
#include "index_trail.hpp"
#include "news_wait.hpp"
#include "producer_clock.hpp"
#include "rate_meter.hpp"
#include "transport_accounts.hpp"
#include "transport_switch.hpp"

namespace framering::viewer {

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
  /// `verify`: check pattern stamps.
  FrameReceiver(TransportSwitch source, bool verify);

  /// The next frame, or the newest; it is then frame(). In A/B mode it also takes in side B, and
  /// may return timed_out before the deadline because there was something.
  ReadStatus receive(Deadline deadline);

  /// Checks frame() in place, if asked to.
  Verdict verify();

  /// frame() was overwritten while it was used.
  void count_overtaken() noexcept { ++overtaken_; }

  /// frame() is done with: its ledger, as far as it got, joins the statistics.
  void finish(const Ledger& ledger);

  /// Goes over to another transport while frames run. Side B becomes the old one if it was this.
  void select(Transport transport);
  /// Receives a second transport as well, or (none) no longer. Errors: those of
  /// Subscriber::create().
  Status compare_with(std::optional<Transport> transport);
  /// The next one (shm → pipe → tcp → shm) that is not side B; nothing if there is no other.
  std::optional<Transport> next_transport() const;

  /// Side B; null outside A/B mode.
  const AbReceiver* ab() const noexcept { return ab_.get(); }
  /// Whether receive() found a frame on side B.
  bool has_new_b() const noexcept { return has_new_b_; }

  const BorrowedFrame& frame() const noexcept { return frame_; }
  /// Of frame(): the producer's half, and when it was received.
  const Ledger& ledger() const noexcept { return ledger_; }
  const std::string& problem() const noexcept { return problem_; }
  /// Why receive() failed.
  const Error& error() const noexcept { return source_.error(); }
  std::vector<Fallback> take_fallbacks() { return source_.take_fallbacks(); }

  const TransportSwitch& source() const noexcept { return source_; }
  const Subscriber& subscriber() const noexcept { return source_.subscriber(); }
  /// The stream's name; until the server at an address has told it, that address.
  const std::string& stream_text() const noexcept;
  /// Of all subscribers that there are, to be watched.
  std::vector<std::shared_ptr<const Attachment>> attachments() const;
  /// Whether a subscriber besides the present one is not attached yet, so that nothing rings.
  bool awaits_attachment() const noexcept;

  const TransportAccounts& accounts() const noexcept { return accounts_; }
  /// Of the present transport; in A/B mode, since it began or side A became another one.
  const LedgerStatistics& statistics() const { return accounts_.statistics(); }
  const IndexTrail& trail() const noexcept { return trail_; }
  const ProducerClock& clock() const noexcept { return clock_; }
  std::uint64_t received() const noexcept { return received_; }
  std::uint64_t missed() const noexcept { return accounts_.missed() + trail_.lost_in_switches(); }
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
  /// What drawing takes of the processor.
  const DrawingCost& drawing() const noexcept { return drawing_; }

 private:
  ReadStatus receive_both(Deadline deadline);
  ReadStatus receive_all_a();
  void wait_for_news(Deadline deadline);
  void account();
  void follow_producer();
  void take_echoes();
  Ledger ledger_on_our_clock(const BorrowedFrame& frame) const;
  Verdict judge();

  TransportSwitch source_;
  bool verify_;
  bool every_frame_;
  BorrowedFrame frame_;
  Ledger ledger_;
  TransportAccounts accounts_;
  IndexTrail trail_;
  ProducerClock clock_;
  std::string clock_epoch_;              // of the producer whose clock that is
  std::optional<std::uint64_t> probed_;  // the switches() whose transport is probed
  EchoProbe probe_;
  std::unique_ptr<AbReceiver> ab_;
  bool has_new_b_ = false;
  std::unique_ptr<NewsWait> news_;  // of both sides, where no window waits for it
  RateMeter received_rate_;
  RateMeter drawn_rate_;
  DrawingCost drawing_;
  std::string problem_;
  std::uint64_t received_ = 0;
  std::uint64_t drawn_ = 0;
  std::uint64_t overtaken_ = 0;
  std::uint64_t verified_ = 0;
  std::uint64_t corrupt_ = 0;
  std::int64_t first_received_ns_ = 0;
  std::int64_t last_received_ns_ = 0;
};

}  // namespace framering::viewer
