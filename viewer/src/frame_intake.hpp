#pragma once
// From the ring to the texture: receives, verifies, uploads, and again from a newer frame if the
// writer was faster.

#include <cstdint>
#include <string>

#include "connection_log.hpp"
#include "frame_receiver.hpp"
#include "picture_view.hpp"

namespace framering::viewer {

/// What take() found.
enum class Intake {
  uploaded,  ///< a new frame is to be drawn; ledger() has it
  received,  ///< a new frame, of which nothing is to be drawn
  nothing,   ///< none before the deadline
  ended,     ///< the stream ended on purpose
  failed,    ///< corrupt or unreadable: problem() is the line that says so
};

/// Belongs to one thread; the receiver and the view outlive it.
class FrameIntake {
 public:
  /// Without a view, frames are received and verified only.
  FrameIntake(FrameReceiver& receiver, PictureView* view) : receiver_(receiver), view_(view) {}

  /// Takes the next frame there is.
  Intake take(Deadline deadline);

  /// Frozen: frames are received, and the picture stays.
  void set_frozen(bool frozen) noexcept { frozen_ = frozen; }
  bool frozen() const noexcept { return frozen_; }

  /// Of the frame that was uploaded last, like its index.
  const Ledger& ledger() const noexcept { return ledger_; }
  std::uint64_t shown_index() const noexcept { return shown_index_; }
  const std::string& problem() const noexcept { return problem_; }
  /// Why the newest frame is not shown; empty if it is.
  const std::string& notice() const noexcept { return notice_; }
  /// Says something of the transports: on stderr, and for people to see for a while.
  void say(const std::string& remark);
  /// What was said lately, a line each; empty when it has been there for a while.
  std::string remark() const;
  /// Whether the last take() changed the right half of an A/B picture.
  bool uploaded_b() const noexcept { return uploaded_b_; }
  bool ended() const noexcept { return log_.ended(); }

 private:
  Intake receive(Deadline deadline);
  Intake use();
  Intake upload();
  void upload_b();
  void notice_unshowable();
  void say_fallbacks();
  void watch_b();

  FrameReceiver& receiver_;
  PictureView* view_;
  ConnectionLog log_;
  Ledger ledger_;
  std::uint64_t shown_index_ = 0;
  std::string problem_;
  std::string notice_;
  std::string remark_;
  Deadline remark_until_{};
  bool uploaded_b_ = false;
  bool frozen_ = false;
  bool overtaken_ = false;  // the frame that was used last
};

}  // namespace framering::viewer
