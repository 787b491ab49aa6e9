#include "ring_feed.hpp"

#include <utility>

namespace framering {

RingFeed::RingFeed(std::string stream, std::string directory, std::function<void()> on_news)
    : stream_(std::move(stream)), directory_(std::move(directory)), watcher_(std::move(on_news)) {}

void RingFeed::open() {
  if (subscriber_) return;
  auto subscriber =
      Subscriber::create(stream_, {.directory = directory_, .client = "stream server"});
  if (subscriber) subscriber_.emplace(*std::move(subscriber));  // the stream's name is a sound one
}

void RingFeed::close() {
  watcher_.watch(nullptr);
  subscriber_.reset();
  newest_.reset();
}

std::shared_ptr<const OwnedFrame> RingFeed::newest() {
  if (subscriber_ && !ended_) take_newest();
  return newest_;
}

void RingFeed::take_newest() {
  constexpr int kRounds = 4;  // a frame that is overtaken while it is copied is replaced by a newer
  for (int round = 0; round < kRounds; ++round) {
    BorrowedFrame frame;
    const ReadStatus status = subscriber_->latest(frame, Deadline::min());
    watcher_.watch(subscriber_->attachment());
    ended_ = status == ReadStatus::ended;
    if (status != ReadStatus::frame) return;
    const auto copy = pool_.take();
    if (!frame.copy_to(*copy)) continue;
    newest_ = copy;
    return;
  }
}

std::optional<bool> RingFeed::has_signal() const noexcept {
  if (!attached()) return std::nullopt;
  return subscriber_->connection() == Connection::live;
}

}  // namespace framering
