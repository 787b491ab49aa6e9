#pragma once
// Frames that verify themselves: of many sizes, strides and dtypes, stamped with their index.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framering/borrowed_frame.hpp"
#include "framering/frame_descriptor.hpp"
#include "framering/pattern_stamp.hpp"
#include "framering/publisher.hpp"

namespace framering::test {

/// Odd sizes, padded strides and mixed dtypes, in turn; all of them fit into kTestFrameBytes.
inline FrameDescriptor test_format(std::uint64_t index) {
  static constexpr std::array<std::uint64_t, 3> kVolume = {3, 5, 7};
  static constexpr std::array<std::uint64_t, 2> kDepth = {95, 127};
  FrameDescriptor frame;
  switch (index % 6) {
    case 0:
      frame = describe_picture(PixelFormat::rgb8, 127, 95, 64);
      break;
    case 1:
      frame = describe_picture(PixelFormat::nv12, 127, 95, 32);
      break;
    case 2:
      frame = describe_array(Dtype::float32, kDepth.data(), kDepth.size());
      break;
    case 3:
      frame = describe_picture(PixelFormat::yuyv, 33, 17, 8);
      break;
    case 4:
      frame = describe_array(Dtype::float64, kVolume.data(), kVolume.size());
      break;
    default:
      frame = describe_picture(PixelFormat::gray16, 101, 51);
      break;
  }
  frame.content = Content::pattern;
  return frame;
}

inline constexpr std::uint64_t kTestFrameBytes = 384 * 140;

/// The bytes of the test frame `index`: filled with something that changes, then stamped.
inline std::vector<std::byte> test_payload(const FrameDescriptor& frame, std::uint64_t index) {
  std::vector<std::byte> payload(frame.payload_bytes);
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<std::byte>(i * 31 + index);
  }
  stamp_pattern(frame, index, payload);
  return payload;
}

/// Publishes the next test frame; false if there was no slot for it.
inline bool publish_test_frame(Publisher& publisher) {
  auto slot = publisher.begin(kTestFrameBytes);
  if (!slot) return false;
  const FrameDescriptor frame = test_format(slot->index());
  store_payload(slot->payload(), test_payload(frame, slot->index()));
  std::move(*slot).publish(frame);
  return true;
}

/// What is wrong with a copy of the frame; nothing, also if it was overtaken (then `whole` is
/// false).
inline std::optional<std::string> verify_copy(const BorrowedFrame& frame, OwnedFrame& copy,
                                              bool& whole) {
  whole = frame.copy_to(copy);
  return whole ? verify_pattern(copy.descriptor, copy.payload) : std::nullopt;
}

}  // namespace framering::test
