#include "message_channel.hpp"

#include <array>

#include "error.hpp"

namespace framering {
namespace {

bool is_known(MessageType type) {
  switch (type) {
    case MessageType::hello:
    case MessageType::welcome:
    case MessageType::subscribe:
    case MessageType::frame:
    case MessageType::echo_request:
    case MessageType::echo_reply:
    case MessageType::end_of_stream:
    case MessageType::goodbye:
    case MessageType::error:
      return true;
  }
  return false;
}

}  // namespace

Status send_message(Channel& channel, MessageType type, const nlohmann::json& body,
                    Deadline deadline) {
  const std::string message = encode_message(type, body);
  return channel.write_all(std::as_bytes(std::span(message)), deadline);
}

Result<MessageHeader> receive_header(Channel& channel, Deadline deadline, bool frames_expected) {
  std::array<std::byte, sizeof(MessageHeader)> bytes;
  if (auto read = channel.read_exactly(bytes, deadline); !read) return read.error();
  return decode_header(bytes, frames_expected);
}

Result<Message> receive_body(Channel& channel, const MessageHeader& header, Deadline deadline) {
  std::string text(header.length, '\0');
  const auto target = std::as_writable_bytes(std::span(text));
  if (auto read = channel.read_exactly(target, deadline); !read) return read.error();
  auto body = decode_body(text);
  if (!body) return body.error();
  return Message{header.type, *std::move(body)};
}

Result<Message> receive_message(Channel& channel, Deadline deadline) {
  for (bool first = true;; first = false) {
    // The clock too: a peer that never stops talking never makes us wait.
    if (!first && Clock::now() >= deadline) return no_answer();
    const auto header = receive_header(channel, deadline);
    if (!header) return header.error();
    if (header->type == MessageType::frame) {
      return make_error(ErrorCode::bad_data, "a frame that was not asked for");
    }
    auto message = receive_body(channel, *header, deadline);
    if (!message || is_known(message->type)) return message;
  }
}

}  // namespace framering
