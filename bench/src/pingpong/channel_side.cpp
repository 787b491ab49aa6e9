#include "pingpong/channel_side.hpp"

#include "failure.hpp"

namespace framering::bench {
namespace {

/// In words that fit two sides of which neither is a producer.
void check(const Status& status) {
  if (status) return;
  switch (status.error().code) {
    case ErrorCode::not_found:
      throw_other_gone();
    case ErrorCode::timed_out:
      throw std::runtime_error("the other side does not answer");
    default:
      throw std::runtime_error(status.error().message);
  }
}

}  // namespace

void ChannelSide::send(std::span<const std::byte> message) {
  check(channel_->write_all(message, deadline_in(patience_)));
}

void ChannelSide::receive(std::span<std::byte> message) {
  check(channel_->read_exactly(message, deadline_in(patience_)));
}

}  // namespace framering::bench
