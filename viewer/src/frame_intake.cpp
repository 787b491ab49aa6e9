// Taking frames in.

#include "frame_intake.hpp"

#include <spdlog/spdlog.h>

namespace framering::viewer {
namespace {

// How often in a row a frame may be overtaken before the event loop gets its turn again.
constexpr int kTries = 4;

}  // namespace

Intake FrameIntake::take(Deadline deadline) {
  Intake intake = receive(deadline);
  for (int tries = 1; overtaken_ && tries < kTries; ++tries) {
    const Intake newer = receive(Clock::now());
    if (newer == Intake::nothing) break;
    intake = newer;
  }
  return intake;
}

Intake FrameIntake::receive(Deadline deadline) {
  overtaken_ = false;
  const ReadStatus status = receiver_.receive(deadline);
  log_.observe(receiver_.subscriber(), status);
  switch (status) {
    case ReadStatus::frame:
      return use();
    case ReadStatus::timed_out:
      return Intake::nothing;
    case ReadStatus::ended:
      return Intake::ended;
    case ReadStatus::failed:
      break;
  }
  problem_ = receiver_.subscriber().error().message;
  return Intake::failed;
}

Intake FrameIntake::use() {
  switch (receiver_.verify()) {
    case Verdict::whole:
      break;
    case Verdict::overtaken:
      overtaken_ = true;
      return Intake::received;
    case Verdict::corrupt:
    case Verdict::no_stamps:
      problem_ = receiver_.problem();
      return Intake::failed;
  }
  if (view_ != nullptr && !frozen_) return upload();
  receiver_.finish(receiver_.ledger());
  return Intake::received;
}

Intake FrameIntake::upload() {
  switch (view_->upload(receiver_.frame())) {
    case Upload::done:
      ledger_ = receiver_.ledger();
      ledger_.uploaded_ns = now_ns();
      shown_index_ = receiver_.frame().descriptor().index;
      notice_.clear();
      return Intake::uploaded;
    case Upload::overtaken:
      receiver_.count_overtaken();
      overtaken_ = true;
      return Intake::received;
    case Upload::unshowable:
      notice_unshowable();
      break;
  }
  receiver_.finish(receiver_.ledger());
  return Intake::received;
}

void FrameIntake::notice_unshowable() {
  if (notice_ != view_->problem()) spdlog::warn(view_->problem());
  notice_ = view_->problem();
}

}  // namespace framering::viewer
