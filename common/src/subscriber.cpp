#include "framering/subscriber.hpp"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "attachment.hpp"
#include "error.hpp"
#include "framering/stream.hpp"
#include "ring_reader.hpp"

namespace framering {
namespace {

constexpr std::chrono::milliseconds kAttachInterval(100);
constexpr std::chrono::milliseconds kAnswerTimeout(250);

/// Whether to try again later, as opposed to telling the user.
bool is_passing(ErrorCode code) {
  return code == ErrorCode::not_found || code == ErrorCode::timed_out;
}

}  // namespace

struct Subscriber::Impl {
  using TryRead = bool (RingReader::*)(BorrowedFrame&) noexcept;

  ReadStatus read(TryRead try_read, BorrowedFrame& frame, Deadline deadline);
  std::optional<ReadStatus> read_attached(TryRead try_read, BorrowedFrame& frame,
                                          Deadline deadline);
  std::optional<ReadStatus> wait_for_producer(Deadline deadline);
  Status attach();
  bool follow();
  void adopt(std::shared_ptr<const Attachment> next);
  void detach();
  void count(const SkipCounts& skipped);

  std::string stream;
  SubscriberOptions options;
  std::shared_ptr<const Attachment> attachment;  // empty: attached to nothing
  std::optional<RingReader> reader;
  SkipCounts counted;  // of what reader has skipped, what is in counters already
  StreamInfo info;     // of the last attachment
  std::optional<std::string> ended_epoch;  // was said to have ended; its socket may still be there
  std::uint64_t next_index = 0;
  std::int64_t detached_since_ns = now_ns();
  Deadline next_attempt{};
  bool producer_gone = false;  // the connection spoke: read what is left, then detach
  ReadCounters counters;
  Error error{ErrorCode::not_found, ""};
};

ReadStatus Subscriber::Impl::read(TryRead try_read, BorrowedFrame& frame, Deadline deadline) {
  for (;;) {
    const auto outcome =
        attachment ? read_attached(try_read, frame, deadline) : wait_for_producer(deadline);
    if (outcome) return *outcome;
  }
}

/// One look at the ring, then one sleep; nothing if it is worth another round.
std::optional<ReadStatus> Subscriber::Impl::read_attached(TryRead try_read, BorrowedFrame& frame,
                                                          Deadline deadline) {
  const std::uint32_t seen = attachment->news();
  const RingStatus status = attachment->status();  // before the look: what it ends comes before it
  const bool found = ((*reader).*try_read)(frame);
  count(reader->skipped());
  if (found) {
    ++counters.received;
    return ReadStatus::frame;
  }
  if (status == RingStatus::ended) {
    ended_epoch = info.epoch;
    detach();
    return ReadStatus::ended;
  }
  const bool superseded = status == RingStatus::superseded;
  if (superseded ? !follow() : producer_gone) {
    error = make_error(ErrorCode::not_found, "stream " + stream + ": its producer is gone");
    detach();
    return std::nullopt;
  }
  if (superseded) {
    // A ring that is superseded from the start, again and again, must not hold us.
    const bool next_too = attachment->status() == RingStatus::superseded;
    if (next_too && Clock::now() >= deadline) return ReadStatus::timed_out;
    return std::nullopt;
  }
  producer_gone = attachment->connection_spoke();
  if (producer_gone) return std::nullopt;
  if (Clock::now() >= deadline) return ReadStatus::timed_out;
  attachment->wait_slice(seen, deadline);
  return std::nullopt;
}

std::optional<ReadStatus> Subscriber::Impl::wait_for_producer(Deadline deadline) {
  if (Clock::now() >= next_attempt) {
    next_attempt = deadline_in(kAttachInterval);
    const auto attached = attach();
    if (attached) return std::nullopt;
    error = attached.error();
    if (!is_passing(error.code)) return ReadStatus::failed;
  }
  if (Clock::now() >= deadline) return ReadStatus::timed_out;
  std::this_thread::sleep_until(std::min(deadline, next_attempt));
  return std::nullopt;
}

Status Subscriber::Impl::attach() {
  const auto directory = StreamDirectory::open(options.directory);
  if (!directory) {
    if (directory.error().code != ErrorCode::not_found) return directory.error();
    return make_error(ErrorCode::not_found, "no producer for stream " + stream +
                                                "; start frame_producer --stream " + stream);
  }
  auto next = Attachment::attach(*directory, stream, options.client, deadline_in(kAnswerTimeout));
  if (!next) return next.error();
  if ((*next)->info().epoch == ended_epoch) {
    return make_error(ErrorCode::not_found, "stream " + stream + ": ended by its producer");
  }
  adopt(*std::move(next));
  return Done{};
}

/// Goes on in the ring that supersedes this one; false if its producer does not answer.
bool Subscriber::Impl::follow() {
  auto next = attachment->attach_next(options.client, deadline_in(kAnswerTimeout));
  if (!next) return false;
  adopt(*std::move(next));
  return true;
}

void Subscriber::Impl::adopt(std::shared_ptr<const Attachment> next) {
  if (reader) next_index = reader->next_index();
  const bool same_life = next->info().epoch == info.epoch;
  attachment = std::move(next);
  if (same_life) {
    reader.emplace(attachment->mapping(), next_index);
  } else {
    reader.emplace(attachment->mapping());
  }
  info = attachment->info();
  counted = {};
  producer_gone = false;
  ++counters.attachments;
}

void Subscriber::Impl::detach() {
  next_index = reader->next_index();
  reader.reset();
  attachment.reset();
  producer_gone = false;
  detached_since_ns = now_ns();
}

void Subscriber::Impl::count(const SkipCounts& skipped) {
  counters.missed += skipped.missed - counted.missed;
  counters.abandoned += skipped.abandoned - counted.abandoned;
  counted = skipped;
}

// --- Subscriber ----------------------------------------------------------------------------------

Subscriber::Subscriber(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Subscriber::Subscriber(Subscriber&&) noexcept = default;
Subscriber& Subscriber::operator=(Subscriber&&) noexcept = default;
Subscriber::~Subscriber() = default;

Result<Subscriber> Subscriber::create(const std::string& stream, const SubscriberOptions& options) {
  if (auto name = check_stream_name(stream); !name) return name.error();
  auto impl = std::make_unique<Impl>();
  impl->stream = stream;
  impl->options = options;
  return Subscriber(std::move(impl));
}

ReadStatus Subscriber::next(BorrowedFrame& frame, Deadline deadline) {
  return impl_->read(&RingReader::try_next, frame, deadline);
}

ReadStatus Subscriber::latest(BorrowedFrame& frame, Deadline deadline) {
  return impl_->read(&RingReader::try_latest, frame, deadline);
}

Connection Subscriber::connection() const noexcept {
  if (!impl_->attachment) return Connection::waiting;
  return impl_->attachment->status() == RingStatus::no_signal ? Connection::no_signal
                                                              : Connection::live;
}

std::int64_t Subscriber::connection_since_ns() const noexcept {
  return impl_->attachment ? impl_->attachment->status_since_ns() : impl_->detached_since_ns;
}

const Error& Subscriber::error() const noexcept { return impl_->error; }
const ReadCounters& Subscriber::counters() const noexcept { return impl_->counters; }
const std::string& Subscriber::stream() const noexcept { return impl_->stream; }
std::string Subscriber::epoch() const { return impl_->info.epoch; }
std::string Subscriber::source() const { return impl_->info.source; }
std::uint32_t Subscriber::slots() const noexcept { return impl_->info.slots; }
Transport Subscriber::transport() const noexcept { return impl_->options.transport; }
bool Subscriber::shares_clock() const noexcept { return true; }

std::shared_ptr<const Attachment> Subscriber::attachment() const noexcept {
  return impl_->attachment;
}

}  // namespace framering
