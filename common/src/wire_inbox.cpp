#include "wire_inbox.hpp"

#include <utility>

namespace framering {
namespace {

// Enough for a reader in order to fall behind for a moment; a longer delay is the server's to skip.
constexpr std::size_t kMostFrames = 4;

}  // namespace

template <typename Change>
void WireInbox::change(Change what) {
  {
    const std::lock_guard guard(mutex_);
    what();
    ++news_;
  }
  changed_.notify_all();
}

void WireInbox::open(Welcome welcome) {
  change([&] { welcome_ = std::move(welcome); });
}

void WireInbox::set_status(const WireStatus& status) {
  change([&] { status_ = status; });
}

void WireInbox::put(std::shared_ptr<const OwnedFrame> frame, std::uint64_t missed) {
  change([&] {
    frames_.push_back({std::move(frame), missed});
    if (order_ == Order::latest) drop_all_but_newest();
  });
}

void WireInbox::end(WireEnd end) {
  change([&] { end_ = std::move(end); });
}

void WireInbox::drop_all_but_newest() {
  while (frames_.size() > 1) {
    frames_[1].missed += frames_[0].missed + 1;
    frames_.pop_front();
  }
}

bool WireInbox::wait_for_room() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock,
                [&] { return closed_ || order_ == Order::latest || frames_.size() < kMostFrames; });
  return !closed_;
}

WireInbox::Taken WireInbox::take(Order order, Deadline deadline) {
  Taken taken;
  {
    std::unique_lock lock(mutex_);
    order_ = order;
    // Looked at first: to wait, even until a deadline that has passed, is a system call.
    const auto ready = [&] { return !frames_.empty() || end_; };
    if (!ready()) {
      changed_.notify_all();  // the order may have made room
      changed_.wait_until(lock, deadline, ready);
    }
    if (order == Order::latest) drop_all_but_newest();
    if (!frames_.empty()) {
      taken = std::move(frames_.front());
      frames_.pop_front();
    } else if (end_) {
      taken = *end_;
    }
  }
  changed_.notify_all();  // there is room
  return taken;
}

std::optional<Welcome> WireInbox::take_welcome() {
  const std::lock_guard guard(mutex_);
  return std::exchange(welcome_, std::nullopt);
}

WireStatus WireInbox::status() const noexcept {
  const std::lock_guard guard(mutex_);
  return status_;
}

void WireInbox::close() noexcept {
  change([&] { closed_ = true; });
}

std::uint32_t WireInbox::news() const noexcept {
  const std::lock_guard guard(mutex_);
  return news_;
}

void WireInbox::wait(std::uint32_t seen, Deadline deadline) const noexcept {
  std::unique_lock lock(mutex_);
  changed_.wait_until(lock, deadline, [&] { return news_ != seen; });
}

bool WireInbox::connection_spoke() const noexcept {
  const std::lock_guard guard(mutex_);
  return end_.has_value();
}

}  // namespace framering
