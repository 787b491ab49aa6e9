// Receiving, counting, verifying.

#include "frame_receiver.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "framering/pattern_stamp.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

// How often to look for side B while it is not there.
constexpr auto kLookForB = 5ms;

}  // namespace

FrameReceiver::FrameReceiver(TransportSwitch source, bool verify)
    : source_(std::move(source)), verify_(verify), every_frame_(source_.options().every_frame) {}

ReadStatus FrameReceiver::receive(Deadline deadline) {
  if (ab_) return receive_both(deadline);
  has_new_b_ = false;
  const ReadStatus status = source_.receive(frame_, deadline);
  if (status == ReadStatus::frame) account();
  return status;
}

ReadStatus FrameReceiver::receive_both(Deadline deadline) {
  for (;;) {
    if (news_) news_->acknowledge();
    const ReadStatus status = receive_all_a();
    has_new_b_ =
        ab_->poll([this](const BorrowedFrame& frame) { return ledger_on_our_clock(frame); });
    if (status != ReadStatus::timed_out || has_new_b_ || Clock::now() >= deadline) return status;
    wait_for_news(deadline);
  }
}

/// Side A is read in order too, so that frames match. The last one is shown, unless each is asked
/// for.
ReadStatus FrameReceiver::receive_all_a() {
  bool any = false;
  for (;;) {
    const ReadStatus status = source_.receive(frame_, Clock::now());
    if (status != ReadStatus::frame) {
      const bool show = any && status == ReadStatus::timed_out;
      return show ? ReadStatus::frame : status;
    }
    account();
    ab_->add_a(frame_, ledger_);
    if (every_frame_ || verify_) return status;
    any = true;
  }
}

void FrameReceiver::wait_for_news(Deadline deadline) {
  if (!news_) news_ = std::make_unique<NewsWait>();
  news_->watch(attachments());
  news_->wait(awaits_attachment() ? std::min(deadline, deadline_in(kLookForB)) : deadline);
}

/// frame_ was received.
void FrameReceiver::account() {
  take_echoes();
  follow_producer();
  ledger_ = ledger_on_our_clock(frame_);
  if (ledger_.received_ns == 0) ledger_.received_ns = now_ns();
  if (first_received_ns_ == 0) first_received_ns_ = ledger_.received_ns;
  last_received_ns_ = ledger_.received_ns;
  ++received_;
  received_rate_.add(ledger_.received_ns);
  trail_.add(subscriber().epoch(), frame_.descriptor().index, source_.switches());
  accounts_.add(subscriber(), frame_, source_.switches());
}

/// Probes the transport that frames come from, and the clock of who produces them.
void FrameReceiver::follow_producer() {
  const bool other_producer = subscriber().epoch() != clock_epoch_;
  if (!other_producer && probed_ == source_.switches()) return;
  if (other_producer) {
    clock_.forget();
    clock_epoch_ = subscriber().epoch();
  }
  probed_ = source_.switches();
  if (ab_) ab_->restart();  // side A is another one now
  SubscriberOptions options = source_.options().subscriber;
  options.transport = subscriber().transport();
  probe_.follow(subscriber().stream(), options);
}

void FrameReceiver::take_echoes() {
  for (const ProbedEcho& echo : probe_.take()) {
    accounts_.add(echo);
    clock_.add(echo.echo.stamps);
  }
}

Ledger FrameReceiver::ledger_on_our_clock(const BorrowedFrame& frame) const {
  return clock_.ledger_of(frame, subscriber().shares_clock());
}

Verdict FrameReceiver::verify() {
  const Verdict verdict = verify_ ? judge() : Verdict::whole;
  if (verdict == Verdict::overtaken) ++overtaken_;
  if (verdict == Verdict::corrupt) ++corrupt_;
  if (verdict == Verdict::whole && verify_) ++verified_;
  return verdict;
}

Verdict FrameReceiver::judge() {
  const FrameDescriptor& descriptor = frame_.descriptor();
  if (descriptor.content != Content::pattern) {
    problem_ = fmt::format(
        "frame {} of stream {} carries no pattern stamps; --verify needs a stream of "
        "frame_producer --pattern",
        descriptor.index, subscriber().stream());
    return Verdict::no_stamps;
  }
  const auto difference = verify_pattern(descriptor, frame_.payload());
  if (!frame_.still_valid()) return Verdict::overtaken;
  if (!difference) return Verdict::whole;
  problem_ = fmt::format("frame {} of stream {} is corrupt: {}", descriptor.index,
                         subscriber().stream(), *difference);
  return Verdict::corrupt;
}

void FrameReceiver::finish(const Ledger& ledger) {
  accounts_.add(ledger);
  if (ledger.presented_ns == 0) return;
  ++drawn_;
  drawn_rate_.add(ledger.presented_ns);
  drawing_.add(ledger.presented_ns, process_cpu_ns());
}

const std::string& FrameReceiver::stream_text() const noexcept {
  const std::string& name = subscriber().stream();
  return name.empty() ? source_.options().subscriber.address : name;
}

double FrameReceiver::fps() const noexcept {
  const std::int64_t span_ns = last_received_ns_ - first_received_ns_;
  return span_ns <= 0 ? 0
                      : static_cast<double>(received() - 1) * 1e9 / static_cast<double>(span_ns);
}

// --- Choosing transports -------------------------------------------------------------------------

void FrameReceiver::select(Transport transport) {
  const Transport before = source_.chosen();
  source_.select(transport);
  if (ab_ && ab_->subscriber().transport() == transport) static_cast<void>(compare_with(before));
}

std::optional<Transport> FrameReceiver::next_transport() const {
  const auto& available = source_.options().available;
  const auto at = std::find(available.begin(), available.end(), source_.chosen());
  for (std::size_t step = 1; step < available.size(); ++step) {
    const std::size_t i = (static_cast<std::size_t>(at - available.begin()) + step);
    const Transport candidate = available[i % available.size()];
    if (!ab_ || ab_->subscriber().transport() != candidate) return candidate;
  }
  return std::nullopt;
}

Status FrameReceiver::compare_with(std::optional<Transport> transport) {
  ab_.reset();
  has_new_b_ = false;
  accounts_.set_shared(transport.has_value());
  source_.set_every_frame(transport.has_value() || every_frame_);
  if (!transport) return Done{};
  SubscriberOptions options = source_.options().subscriber;
  options.transport = *transport;
  auto ab = AbReceiver::create(source_.options().stream, options);
  if (!ab) return ab.error();
  ab_ = std::make_unique<AbReceiver>(*std::move(ab));
  return Done{};
}

std::vector<std::shared_ptr<const Attachment>> FrameReceiver::attachments() const {
  auto all = source_.attachments();
  if (ab_ && ab_->subscriber().attachment()) all.push_back(ab_->subscriber().attachment());
  return all;
}

bool FrameReceiver::awaits_attachment() const noexcept {
  const bool b_is_missing = ab_ && !ab_->failed() && !ab_->subscriber().attachment();
  return b_is_missing || source_.awaits_attachment();
}

}  // namespace framering::viewer
