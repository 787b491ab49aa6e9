#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include <zmq.hpp>

#include "peers/makers.hpp"

namespace framering::bench {
namespace {

constexpr int kQueue = 8;  // messages on each side, as many as our ring has slots

std::string endpoint_of(const WaySetup& setup) { return "ipc://" + unix_socket_path(setup); }

/// Memory for messages, used again when ZeroMQ has sent them. Without it each frame would be memory
/// that is new, whose pages the kernel has to make first: its documentation has zero-copy messages
/// for that.
class MessageMemory {
 public:
  explicit MessageMemory(std::size_t bytes) : bytes_(bytes) {}

  zmq::message_t message() {
    const std::lock_guard lock(mutex_);
    if (free_.empty())
      free_.push_back(std::make_unique_for_overwrite<std::uint64_t[]>(bytes_ / 8 + 1));
    std::uint64_t* memory = free_.back().release();
    free_.pop_back();
    return {memory, bytes_, &MessageMemory::give_back, this};
  }

 private:
  /// On ZeroMQ's thread.
  static void give_back(void* memory, void* self) {
    auto& owner = *static_cast<MessageMemory*>(self);
    const std::lock_guard lock(owner.mutex_);
    owner.free_.emplace_back(static_cast<std::uint64_t*>(memory));
  }

  std::size_t bytes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<std::uint64_t[]>> free_;
};

/// A PUB socket drops frames for a reader whose queue is full, and waits for none.
class ZeromqSender : public FrameSender {
 public:
  explicit ZeromqSender(const WaySetup& setup) : memory_(setup.frame_bytes) {
    socket_.set(zmq::sockopt::sndhwm, kQueue);
    socket_.set(zmq::sockopt::linger, 0);
    socket_.bind(endpoint_of(setup));
  }

  std::span<std::byte> begin() override {
    message_ = memory_.message();
    return {message_.data<std::byte>(), message_.size()};
  }

  void publish() override { socket_.send(message_, zmq::send_flags::dontwait); }

 private:
  MessageMemory memory_;  // outlives the context, which gives back what it did not send
  zmq::context_t context_;
  zmq::socket_t socket_{context_, zmq::socket_type::pub};
  zmq::message_t message_;
};

/// The message is memory of this process, so there is nothing to be copied out of it.
class ZeromqReceiver : public FrameReceiver {
 public:
  explicit ZeromqReceiver(const WaySetup& setup) {
    socket_.set(zmq::sockopt::rcvhwm, kQueue);
    socket_.set(zmq::sockopt::linger, 0);
    socket_.set(zmq::sockopt::subscribe, "");
    socket_.connect(endpoint_of(setup));
  }

  Outcome receive(Deadline deadline) override {
    if (socket_.recv(message_, zmq::recv_flags::dontwait)) return Outcome::frame;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    zmq::pollitem_t item{socket_.handle(), 0, ZMQ_POLLIN, 0};
    zmq::poll(&item, 1, std::max(left, std::chrono::milliseconds::zero()));
    return socket_.recv(message_, zmq::recv_flags::dontwait) ? Outcome::frame : Outcome::none;
  }

  std::span<const std::byte> bytes() const override {
    return {message_.data<std::byte>(), message_.size()};
  }
  bool owns_bytes() const override { return true; }
  void release() override { message_.rebuild(); }

 private:
  zmq::context_t context_;
  zmq::socket_t socket_{context_, zmq::socket_type::sub};
  zmq::message_t message_;
};

}  // namespace

Way zeromq_way() {
  const auto [major, minor, patch] = zmq::version();
  Way way;
  way.name = "ZeroMQ";
  way.version = std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
  way.make_sender = [](const WaySetup& setup) { return std::make_unique<ZeromqSender>(setup); };
  way.make_receiver = [](const WaySetup& setup, std::uint32_t) {
    return std::make_unique<ZeromqReceiver>(setup);
  };
  return way;
}

}  // namespace framering::bench
