// Two subscribers at a time, while the one takes over from the other.

#include "transport_switch.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

// How long a wait on the one subscriber may keep us from looking at the other.
constexpr auto kSlice = 2ms;

std::size_t position(Transport transport) { return static_cast<std::size_t>(transport); }

}  // namespace

Result<TransportSwitch> TransportSwitch::create(const SwitchOptions& options) {
  TransportSwitch made(options);
  auto first = made.open(options.subscriber.transport);
  if (!first) return first.error();
  made.current_.emplace(*std::move(first));
  return made;
}

Result<Subscriber> TransportSwitch::open(Transport transport) const {
  SubscriberOptions options = options_.subscriber;
  options.transport = transport;
  return Subscriber::create(options_.stream, options);
}

ReadStatus TransportSwitch::read(Subscriber& subscriber, BorrowedFrame& frame,
                                 Deadline deadline) const {
  return options_.every_frame ? subscriber.next(frame, deadline)
                              : subscriber.latest(frame, deadline);
}

ReadStatus TransportSwitch::receive(BorrowedFrame& frame, Deadline deadline) {
  for (;;) {
    if (next_ && take_from_next(frame)) return ReadStatus::frame;
    BorrowedFrame read_frame;
    const Deadline until = next_ ? std::min(deadline, deadline_in(kSlice)) : deadline;
    switch (read(*current_, read_frame, until)) {
      case ReadStatus::frame:
        if (!deliver(read_frame)) break;
        frame = std::move(read_frame);
        return ReadStatus::frame;
      case ReadStatus::ended:
        return ReadStatus::ended;
      case ReadStatus::failed:
        if (!replace_current(current_->error())) return ReadStatus::failed;
        break;
      case ReadStatus::timed_out:
        if (Clock::now() >= deadline) return ReadStatus::timed_out;
        break;
    }
  }
}

/// Whether the subscriber that is to follow has delivered a frame to be shown. Its first frame ends
/// the other one's turn even if that was faster and has shown it already: it might stay so.
bool TransportSwitch::take_from_next(BorrowedFrame& frame) {
  BorrowedFrame read_frame;
  switch (read(*next_, read_frame, Clock::now())) {
    case ReadStatus::frame:
      go_over();
      if (!deliver(read_frame)) return false;
      frame = std::move(read_frame);
      return true;
    case ReadStatus::failed:
      give_up_next(next_->error());
      return false;
    case ReadStatus::timed_out:
    case ReadStatus::ended:
      break;
  }
  return false;
}

/// Whether the frame is newer than all that were delivered.
bool TransportSwitch::deliver(const BorrowedFrame& frame) {
  std::string epoch = current_->epoch();
  const std::uint64_t index = frame.descriptor().index;
  if (index_ && epoch == epoch_ && index <= *index_) return false;
  epoch_ = std::move(epoch);
  index_ = index;
  tried_ = {};
  first_failure_.reset();
  return true;
}

void TransportSwitch::go_over() {
  attached_before_ = attached();
  current_ = std::move(next_);
  next_.reset();
  ++switches_;
}

void TransportSwitch::select(Transport transport) {
  const auto& available = options_.available;
  if (transport == chosen()) return;
  if (std::find(available.begin(), available.end(), transport) == available.end()) return;
  next_.reset();
  if (transport == current_->transport()) return;
  tried_ = {};
  auto next = open(transport);
  if (!next) return note_failure(transport, next.error(), current_->transport());
  next_.emplace(*std::move(next));
}

void TransportSwitch::give_up_next(const Error& error) {
  const Transport failed = next_->transport();
  const Error reason = error;  // the subscriber's own goes with it
  tried_[position(failed)] = true;
  const Transport instead = untried_after(failed).value_or(current_->transport());
  next_.reset();
  note_failure(failed, reason, instead);
  if (instead == current_->transport()) return;
  auto next = open(instead);
  if (next) next_.emplace(*std::move(next));
}

/// Goes on over the next transport; false if there is none left to try.
bool TransportSwitch::replace_current(const Error& error) {
  const Transport failed = current_->transport();
  if (!first_failure_) first_failure_ = error;
  tried_[position(failed)] = true;
  const auto instead = next_ ? next_->transport() : untried_after(failed);
  if (!instead) return false;
  note_failure(failed, error, *instead);
  if (!next_) {
    auto next = open(*instead);
    if (!next) return false;
    next_.emplace(*std::move(next));
  }
  go_over();
  return true;
}

void TransportSwitch::note_failure(Transport failed, const Error& error, Transport instead) {
  fallbacks_.push_back({failed, error.message, instead});
}

std::optional<Transport> TransportSwitch::untried_after(Transport failed) const {
  for (std::size_t step = 1; step < kTransports.size(); ++step) {
    const Transport candidate = kTransports[(position(failed) + step) % kTransports.size()];
    const auto& available = options_.available;
    const bool can = std::find(available.begin(), available.end(), candidate) != available.end();
    if (can && !tried_[position(candidate)]) return candidate;
  }
  return std::nullopt;
}

bool TransportSwitch::awaits_attachment() const noexcept { return next_ && !next_->attachment(); }

std::uint64_t TransportSwitch::attached() const noexcept {
  const std::uint64_t attachments = current_->counters().attachments;
  // The first attachment of one that took over is the last one of the other.
  if (attached_before_ == 0 || attachments == 0) return attached_before_ + attachments;
  return attached_before_ + attachments - 1;
}

Transport TransportSwitch::chosen() const noexcept {
  return next_ ? next_->transport() : current_->transport();
}

std::vector<std::shared_ptr<const Attachment>> TransportSwitch::attachments() const {
  std::vector<std::shared_ptr<const Attachment>> all;
  if (current_->attachment()) all.push_back(current_->attachment());
  if (next_ && next_->attachment()) all.push_back(next_->attachment());
  return all;
}

std::vector<Fallback> TransportSwitch::take_fallbacks() {
  // As long as nothing else works, a failure may yet be the end, which is told in one line.
  if (current_->connection() == Connection::waiting) return {};
  return std::exchange(fallbacks_, {});
}

}  // namespace framering::viewer
