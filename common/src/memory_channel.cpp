#include "memory_channel.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <vector>

#include "error.hpp"

namespace framering {
namespace {

/// One direction: a bounded queue of bytes.
class ByteQueue {
 public:
  explicit ByteQueue(std::size_t capacity) : bytes_(capacity) {}

  Status push(std::span<const std::byte> bytes, Deadline deadline) {
    std::unique_lock lock(mutex_);
    while (!bytes.empty()) {
      const auto ready = [&] { return closed_ || used_ < bytes_.size(); };
      if (!changed_.wait_until(lock, deadline, ready)) return no_answer();
      if (closed_) return connection_closed();
      const std::size_t end = (begin_ + used_) % bytes_.size();
      const std::size_t room = std::min(bytes_.size() - used_, bytes_.size() - end);
      const std::size_t part = std::min(bytes.size(), room);
      std::memcpy(bytes_.data() + end, bytes.data(), part);
      used_ += part;
      bytes = bytes.subspan(part);
      changed_.notify_all();
    }
    return Done{};
  }

  Status pop(std::span<std::byte> target, Deadline deadline) {
    std::unique_lock lock(mutex_);
    while (!target.empty()) {
      const auto ready = [&] { return closed_ || used_ > 0; };
      if (!changed_.wait_until(lock, deadline, ready)) return no_answer();
      if (used_ == 0) return connection_closed();
      const std::size_t part = std::min({target.size(), used_, bytes_.size() - begin_});
      std::memcpy(target.data(), bytes_.data() + begin_, part);
      begin_ = (begin_ + part) % bytes_.size();
      used_ -= part;
      target = target.subspan(part);
      changed_.notify_all();
    }
    return Done{};
  }

  void close() {
    const std::lock_guard guard(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::byte> bytes_;
  std::size_t begin_ = 0;
  std::size_t used_ = 0;
  bool closed_ = false;
};

class MemoryChannel final : public Channel {
 public:
  MemoryChannel(std::shared_ptr<ByteQueue> in, std::shared_ptr<ByteQueue> out)
      : in_(std::move(in)), out_(std::move(out)) {}
  MemoryChannel(const MemoryChannel&) = delete;
  MemoryChannel& operator=(const MemoryChannel&) = delete;
  ~MemoryChannel() override {
    in_->close();
    out_->close();
  }

  Status write_all(std::span<const std::byte> bytes, Deadline deadline) override {
    return out_->push(bytes, deadline);
  }
  Status read_exactly(std::span<std::byte> target, Deadline deadline) override {
    return in_->pop(target, deadline);
  }

 private:
  std::shared_ptr<ByteQueue> in_;
  std::shared_ptr<ByteQueue> out_;
};

}  // namespace

std::pair<std::unique_ptr<Channel>, std::unique_ptr<Channel>> make_memory_channel(
    std::size_t capacity_bytes) {
  auto there = std::make_shared<ByteQueue>(capacity_bytes);
  auto back = std::make_shared<ByteQueue>(capacity_bytes);
  return {std::make_unique<MemoryChannel>(back, there),
          std::make_unique<MemoryChannel>(there, back)};
}

}  // namespace framering
