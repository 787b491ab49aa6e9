#pragma once
// A side that speaks through one of the library's channels.

#include <chrono>
#include <memory>

#include "channel.hpp"
#include "pingpong/link.hpp"

namespace framering::bench {

class ChannelSide final : public Side {
 public:
  ChannelSide(std::unique_ptr<Channel> channel, std::chrono::milliseconds patience)
      : channel_(std::move(channel)), patience_(patience) {}

  void send(std::span<const std::byte> message) override;
  void receive(std::span<std::byte> message) override;

 private:
  std::unique_ptr<Channel> channel_;
  std::chrono::milliseconds patience_;
};

}  // namespace framering::bench
