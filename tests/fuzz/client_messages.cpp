// What a server may send to a client: bytes, through the header, to frames, welcomes and echoes.
//
// The first byte of the input says what the client does with it: 0 takes frames as they come, 1
// waits for echoes, 2 takes a single frame whose header fits what follows, 3 a body of a welcome.

#include <algorithm>
#include <array>
#include <cstring>

#include "channel.hpp"
#include "echo_exchange.hpp"
#include "error.hpp"
#include "frame_transfer.hpp"
#include "framering/pattern_stamp.hpp"
#include "fuzz_input.hpp"
#include "message_channel.hpp"
#include "welcome.hpp"

namespace framering::fuzz {
namespace {

/// A peer that says what the input holds, and then nothing more.
class InputChannel final : public Channel {
 public:
  explicit InputChannel(Input input) : input_(input) {}
  Status write_all(std::span<const std::byte>, Deadline) override { return Done{}; }
  Status read_exactly(std::span<std::byte> target, Deadline) override {
    const auto bytes = input_.take(target.size());
    std::copy(bytes.begin(), bytes.end(), target.begin());
    return bytes.size() == target.size() ? Status(Done{}) : connection_closed();
  }

 private:
  Input input_;
};

const Deadline kNever = Deadline::max();

/// Whether no byte of it steers a terminal.
bool is_printable(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20; });
}

void check(const Welcome& welcome) {
  for (const std::string& text : {welcome.info.name, welcome.info.source, welcome.info.status,
                                  welcome.info.epoch, welcome.info.pixel_format, welcome.clock}) {
    require(is_printable(text), "what a server says steers no terminal");
  }
  require(!welcome.endpoints.tcp || welcome.endpoints.tcp->port != 0, "a port is one");
}

void check(const OwnedFrame& frame) {
  require(frame.payload.size() == frame.descriptor.payload_bytes, "a frame has its payload");
  require(is_consistent(frame.descriptor, frame.payload.size()), "and points at nothing else");
  static_cast<void>(verify_pattern(frame.descriptor, frame.payload));
}

void take_message(Channel& channel, const MessageHeader& header, bool& goes_on) {
  require(header.length <= kMaxControlBody, "no body is longer than allowed");
  const auto message = receive_body(channel, header, kNever);
  goes_on = static_cast<bool>(message);
  if (!message) return;
  if (message->type == MessageType::welcome) check(parse_welcome(message->body));
  const Error error = said_instead_of_welcome(message->body, false);
  require(is_printable(error.message), "nor does an error");
}

void take_frames(Channel& channel) {
  OwnedFrame frame;
  for (bool goes_on = true; goes_on;) {
    const auto header = receive_header(channel, kNever, true);
    if (!header) return;
    if (header->type == MessageType::frame) {
      goes_on = static_cast<bool>(receive_frame_body(frame, channel, *header, kNever));
      if (goes_on) check(frame);
    } else {
      take_message(channel, *header, goes_on);
    }
  }
}

void take_one_frame(const Input& input) {
  const std::size_t size = input.rest().size();
  if (size < sizeof(FrameHead)) return;
  FrameHead head;
  std::memcpy(static_cast<void*>(&head), input.rest().data(), sizeof head);
  head.descriptor.payload_bytes = size - sizeof head;
  const auto begin = encode_frame_head(head);
  std::vector<std::uint8_t> message(begin.size());
  std::memcpy(message.data(), begin.data(), begin.size());
  const auto payload = input.rest().subspan(sizeof head);
  for (const std::byte byte : payload) message.push_back(static_cast<std::uint8_t>(byte));
  InputChannel channel(Input(message.data(), message.size()));
  take_frames(channel);
}

void take_echoes(Channel& channel) {
  constexpr std::int64_t kNumber = 21;
  for (;;) {
    const auto echo = exchange_echo(channel, kNumber, kNever);
    if (!echo) return;
  }
}

}  // namespace
}  // namespace framering::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace framering::fuzz;
  Input input(data, size);
  const int what = input.take_byte() % 4;
  InputChannel channel(input);
  if (what == 0) take_frames(channel);
  if (what == 1) take_echoes(channel);
  if (what == 2) take_one_frame(input);
  if (what == 3) {
    const auto body = framering::decode_body(text_of(input.rest()));
    if (body) check(framering::parse_welcome(*body));
  }
  return 0;
}
