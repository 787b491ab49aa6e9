#pragma once
// The messages of docs/wire-format.md: a fixed header, then one JSON object or a frame.

#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"

namespace framering {

enum class MessageType : std::uint16_t {
  hello = 1,
  welcome = 2,
  subscribe = 3,
  frame = 4,
  echo_request = 5,
  echo_reply = 6,
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

/// What precedes the payload in the body of a frame.
struct FrameHead {
  FrameDescriptor descriptor;
  std::int64_t sent_ns = 0;   ///< the producer's clock
  std::uint64_t skipped = 0;  ///< indices left out between the frames of this client, in total
};
static_assert(sizeof(FrameHead) == 272);
static_assert(offsetof(FrameHead, sent_ns) == 256);
static_assert(std::has_unique_object_representations_v<FrameHead>);

inline constexpr std::uint64_t kMaxFramePayload = std::uint64_t{1} << 30;

/// Numbers that may be asked to be doubled: the double fits into 64 bits.
inline constexpr std::int64_t kMaxEcho = (std::int64_t{1} << 62) - 1;
inline constexpr std::int64_t kMinEcho = -kMaxEcho - 1;

/// Header and body, ready to be sent.
std::string encode_message(MessageType type, const nlohmann::json& body);

/// Header and head of a frame with this descriptor, which its payload follows.
using EncodedFrameHead = std::array<std::byte, sizeof(MessageHeader) + sizeof(FrameHead)>;
EncodedFrameHead encode_frame_head(const FrameHead& head) noexcept;

/// The header in these 16 bytes. Only where frames are expected may a body be as long as theirs.
/// Errors: bad_data (wrong magic, body too long), unsupported (version).
Result<MessageHeader> decode_header(std::span<const std::byte, sizeof(MessageHeader)> bytes,
                                    bool frames_expected = false);

/// The head of a frame, in these bytes, whose message has this header. Its payload fits what the
/// header says, and the descriptor is consistent. Errors: bad_data.
Result<FrameHead> decode_frame_head(const MessageHeader& header,
                                    std::span<const std::byte, sizeof(FrameHead)> bytes);

/// The object in a body. Errors: bad_data.
Result<nlohmann::json> decode_body(std::string_view body);

}  // namespace framering
