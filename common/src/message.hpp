#pragma once
// The messages of docs/wire-format.md: a fixed header, then one JSON object.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "framering/pixel_format.hpp"
#include "framering/result.hpp"

namespace framering {

enum class MessageType : std::uint16_t {
  hello = 1,
  welcome = 2,
  end_of_stream = 8,
  goodbye = 9,
  error = 10,
};

//   0       4         6      8                16
//   +-------+---------+------+----------------+------
//   | magic | version | type | length of body | body
//   +-------+---------+------+----------------+------
struct MessageHeader {
  std::uint32_t magic = 0;
  std::uint16_t version = 0;
  MessageType type{};
  std::uint64_t length = 0;  ///< bytes of the body
};
static_assert(sizeof(MessageHeader) == 16);

inline constexpr std::uint32_t kMessageMagic = fourcc('F', 'R', 'M', 'W');
inline constexpr std::uint16_t kMessageVersion = 1;
inline constexpr std::uint64_t kMaxControlBody = 65'536;

/// Header and body, ready to be sent.
std::string encode_message(MessageType type, const nlohmann::json& body);

/// The header in these 16 bytes. Errors: bad_data (wrong magic, body too long), unsupported
/// (version).
Result<MessageHeader> decode_header(std::span<const std::byte, sizeof(MessageHeader)> bytes);

/// The object in a body. Errors: bad_data.
Result<nlohmann::json> decode_body(std::string_view body);

}  // namespace framering
