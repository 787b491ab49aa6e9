// Taking frames in.

#include "frame_intake.hpp"

#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include <chrono>

#include "framering/clock.hpp"
#include "transport_text.hpp"

namespace framering::viewer {
namespace {

// How often in a row a frame may be overtaken before the event loop gets its turn again.
constexpr int kTries = 4;
// How long a remark is to be seen.
constexpr std::chrono::seconds kRemark{5};

}  // namespace

Intake FrameIntake::take(Deadline deadline) {
  Intake intake = receive(deadline);
  for (int tries = 1; overtaken_ && tries < kTries; ++tries) {
    const Intake newer = receive(Clock::now());
    if (newer == Intake::nothing) break;
    intake = newer;
  }
  say_fallbacks();
  watch_b();
  return intake;
}

Intake FrameIntake::receive(Deadline deadline) {
  overtaken_ = false;
  const bool split = receiver_.ab() != nullptr;
  if (view_ != nullptr && view_->split() != split) view_->set_split(split);
  const ReadStatus status = receiver_.receive(deadline);
  uploaded_b_ = false;
  if (receiver_.has_new_b()) upload_b();
  log_.observe(receiver_, status);
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
  problem_ = receiver_.error().message;
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

// What cannot be shown here cannot be shown on side A, which says so.
void FrameIntake::upload_b() {
  if (view_ == nullptr || frozen_) return;
  uploaded_b_ = view_->upload(receiver_.ab()->frame(), Side::b) == Upload::done;
}

void FrameIntake::say_fallbacks() {
  for (const Fallback& fallback : receiver_.take_fallbacks()) {
    say(fmt::format("{} failed: {}; going on {}", name_of(fallback.failed), fallback.reason,
                    way_text(fallback.instead)));
  }
}

void FrameIntake::watch_b() {
  if (receiver_.ab() == nullptr || !receiver_.ab()->failed()) return;
  const Subscriber& b = receiver_.ab()->subscriber();
  say(fmt::format("A/B is over: {} failed: {}", name_of(b.transport()), b.error().message));
  static_cast<void>(receiver_.compare_with(std::nullopt));
}

std::string FrameIntake::remark() const {
  return Clock::now() < remark_until_ ? remark_ : std::string();
}

void FrameIntake::say(const std::string& remark) {
  spdlog::warn(remark);
  // One failure leads to the next: who chose the first wants to see both.
  const bool still_seen = Clock::now() < remark_until_;
  if (!still_seen) remark_.clear();
  if (remark_.find(remark) == std::string::npos) remark_ += (still_seen ? "\n" : "") + remark;
  remark_until_ = deadline_in(kRemark);
}

void FrameIntake::notice_unshowable() {
  if (notice_ != view_->problem()) spdlog::warn(view_->problem());
  notice_ = view_->problem();
}

}  // namespace framering::viewer
