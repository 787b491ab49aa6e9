#include "frame_transfer.hpp"

#include <algorithm>
#include <array>

#include "error.hpp"

namespace framering {
namespace {

// As much as a payload may take before any of it has come.
constexpr std::size_t kFirstBytes = std::size_t{1} << 20;

Status receive_payload(std::vector<std::byte>& payload, std::size_t bytes, Channel& channel,
                       Deadline deadline) {
  std::size_t end = std::min(bytes, std::max(payload.capacity(), kFirstBytes));
  for (std::size_t begin = 0;; begin = end, end = std::min(bytes, 2 * end)) {
    payload.resize(end);
    const auto part = std::span(payload).subspan(begin);
    if (auto read = channel.read_exactly(part, deadline); !read) return read;
    if (end == bytes) return Done{};
  }
}

}  // namespace

Result<FrameHead> receive_frame_body(OwnedFrame& frame, Channel& channel,
                                     const MessageHeader& header, Deadline deadline) {
  if (header.length < sizeof(FrameHead)) {
    return make_error(ErrorCode::bad_data, "frame without a descriptor");
  }
  std::array<std::byte, sizeof(FrameHead)> bytes;
  if (auto read = channel.read_exactly(bytes, deadline); !read) return read.error();
  const auto head = decode_frame_head(header, bytes);
  if (!head) return head.error();
  const auto received =
      receive_payload(frame.payload, head->descriptor.payload_bytes, channel, deadline);
  if (!received) return received.error();
  frame.descriptor = head->descriptor;
  frame.passage = {head->sent_ns, now_ns()};
  return head;
}

}  // namespace framering
