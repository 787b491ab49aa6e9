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

Result<MessageHeader> decode_header(std::span<const std::byte, sizeof(MessageHeader)> bytes) {
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
  if (header.length > kMaxControlBody) {
    return make_error(ErrorCode::bad_data, "message of " + std::to_string(header.length) +
                                               " bytes, at most " +
                                               std::to_string(kMaxControlBody) + " are allowed");
  }
  return header;
}

Result<nlohmann::json> decode_body(std::string_view body) {
  nlohmann::json object = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return make_error(ErrorCode::bad_data, "message whose body is no JSON object");
  }
  return object;
}

}  // namespace framering
