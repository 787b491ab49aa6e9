// What a client may send to a server: bytes, through the header, to the answers.
//
// The first byte of the input says which server it is (1: wants a token, 2: sends frames) and what
// follows: messages byte for byte, or (4) one body after the other, as "type, length, body".

#include <array>
#include <cstring>

#include "fuzz_input.hpp"
#include "server_protocol.hpp"

namespace framering::fuzz {
namespace {

constexpr std::string_view kToken = "0123456789abcdef0123456789abcdef";
constexpr std::string_view kSecret = "what strangers must not hear";
constexpr std::size_t kMostAnswer = 4096;  // bytes; no client can make the server say more

ServerProtocol server(bool wants_token, bool sends_frames) {
  static const std::uint64_t frames_sent = 7;
  return ServerProtocol({.token = wants_token ? std::string(kToken) : std::string(),
                         .sends_frames = sends_frames,
                         .welcome =
                             [](bool) {
                               return nlohmann::json{{"stream", kSecret}};
                             },
                         .frames_sent = &frames_sent});
}

/// What must hold of every answer.
void check(const ServerProtocol& protocol, const ServerProtocol::Reply& reply) {
  require(reply.bytes.size() <= kMostAnswer, "an answer has a bounded size");
  require(reply.refusal.empty() || reply.close, "who is refused is sent away");
  require(protocol.client().size() <= 64, "a client's name is short");
  for (const char letter : protocol.client()) {
    require(static_cast<unsigned char>(letter) >= ' ', "a client's name steers no terminal");
  }
  if (reply.bytes.empty()) return;
  std::array<std::byte, sizeof(MessageHeader)> bytes;
  require(reply.bytes.size() >= bytes.size(), "an answer has a header");
  std::memcpy(bytes.data(), reply.bytes.data(), bytes.size());
  const auto header = decode_header(bytes);
  require(header && header->length == reply.bytes.size() - bytes.size(), "its header is right");
  const auto body = decode_body(std::string_view(reply.bytes).substr(bytes.size()));
  require(static_cast<bool>(body), "its body is an object");
  const bool told = reply.bytes.find(kSecret) != std::string::npos;
  require(!told || protocol.state() != ServerProtocol::State::stranger, "strangers hear nothing");
}

/// Feeds messages as they come off a wire, until the server closes.
void speak(ServerProtocol& protocol, Input input) {
  while (input.rest().size() >= sizeof(MessageHeader)) {
    std::array<std::byte, sizeof(MessageHeader)> bytes;
    std::memcpy(bytes.data(), input.take(bytes.size()).data(), bytes.size());
    const auto header = decode_header(bytes);
    if (!header) return check(protocol, ServerProtocol::refuse(header.error().message));
    require(header->length <= kMaxControlBody, "no body is longer than allowed");
    if (header->length > input.rest().size()) return;
    const auto reply = protocol.handle(*header, text_of(input.take(header->length)), 1);
    check(protocol, reply);
    if (reply.close) return;
  }
}

void speak_bodies(ServerProtocol& protocol, Input input) {
  while (!input.empty()) {
    const MessageHeader header{kMessageMagic, kMessageVersion,
                               static_cast<MessageType>(input.take_byte()), input.take_byte()};
    const auto reply = protocol.handle(header, text_of(input.take(header.length)), 1);
    check(protocol, reply);
    if (reply.close) return;
  }
}

}  // namespace
}  // namespace framering::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace framering::fuzz;
  Input input(data, size);
  const std::uint8_t how = input.take_byte();
  const bool shows_token = text_of(input.rest()).find(kToken.substr(0, 8)) != std::string::npos;
  auto protocol = server((how & 1) != 0, (how & 2) != 0);
  (how & 4) != 0 ? speak_bodies(protocol, input) : speak(protocol, input);
  // (A JSON string may be written with escapes, so that a token need not be there as it is.)
  const bool escapes = text_of(input.rest()).find('\\') != std::string::npos;
  require((how & 1) == 0 || shows_token || escapes ||
              protocol.state() == framering::ServerProtocol::State::stranger,
          "nobody comes in without the token");
  return 0;
}
