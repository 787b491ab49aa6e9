#include "message.hpp"

#include <cstring>

#include "error.hpp"

namespace framering {

std::string encode_message(MessageType type, const nlohmann::json& body) {
  // Replace what is not UTF-8 (a file name, say) instead of throwing.
  const std::string text = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const MessageHeader header{kMessageMagic, kMessageVersion, type, text.size()};
  std::string message(sizeof header, '\0');
  std::memcpy(message.data(), &header, sizeof header);
  return message + text;
}

Result<MessageHeader> decode_header(std::span<const std::byte, sizeof(MessageHeader)> bytes,
                                    bool frames_expected) {
  MessageHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != kMessageMagic) {
    return make_error(ErrorCode::bad_data, "message with a wrong magic");
  }
  if (header.version != kMessageVersion) {
    return make_error(ErrorCode::unsupported,
                      "message of version " + std::to_string(header.version) +
                          ", this side speaks " + std::to_string(kMessageVersion));
  }
  const bool is_frame = frames_expected && header.type == MessageType::frame;
  const std::uint64_t most = is_frame ? sizeof(FrameHead) + kMaxFramePayload : kMaxControlBody;
  if (header.length > most) {
    return make_error(ErrorCode::bad_data, "message of " + std::to_string(header.length) +
                                               " bytes, at most " + std::to_string(most) +
                                               " are allowed");
  }
  return header;
}

EncodedFrameHead encode_frame_head(const FrameHead& head) noexcept {
  const MessageHeader header{kMessageMagic, kMessageVersion, MessageType::frame,
                             sizeof head + head.descriptor.payload_bytes};
  EncodedFrameHead bytes;
  std::memcpy(bytes.data(), &header, sizeof header);
  std::memcpy(bytes.data() + sizeof header, &head, sizeof head);
  return bytes;
}

Result<FrameHead> decode_frame_head(const MessageHeader& header,
                                    std::span<const std::byte, sizeof(FrameHead)> bytes) {
  FrameHead head;
  std::memcpy(static_cast<void*>(&head), bytes.data(), sizeof head);
  const bool sound = header.length >= sizeof head &&
                     header.length - sizeof head == head.descriptor.payload_bytes &&
                     is_consistent(head.descriptor, head.descriptor.payload_bytes);
  if (!sound) return make_error(ErrorCode::bad_data, "frame whose descriptor is inconsistent");
  return head;
}

Result<nlohmann::json> decode_body(std::string_view body) {
  nlohmann::json object = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return make_error(ErrorCode::bad_data, "message whose body is no JSON object");
  }
  return object;
}

}  // namespace framering
