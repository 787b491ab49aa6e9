#pragma once
// Messages over a channel (docs/wire-format.md), in request and reply.

#include "channel.hpp"
#include "message.hpp"

namespace framering {

/// A message other than a frame.
struct Message {
  MessageType type{};
  nlohmann::json body;
};

/// Errors: those of the channel.
Status send_message(Channel& channel, MessageType type, const nlohmann::json& body,
                    Deadline deadline);

/// The header of the next message. Errors: those of the channel and of decode_header().
Result<MessageHeader> receive_header(Channel& channel, Deadline deadline,
                                     bool frames_expected = false);
/// The rest of a message that is no frame. Errors: those of the channel, bad_data.
Result<Message> receive_body(Channel& channel, const MessageHeader& header, Deadline deadline);

/// The next message of a type that this version knows. A frame is an error: bad_data.
/// Errors: as receive_header() and receive_body().
Result<Message> receive_message(Channel& channel, Deadline deadline);

}  // namespace framering
