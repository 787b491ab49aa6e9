// Making and publishing test frames.

#include "test_frame.hpp"

#include <algorithm>
#include <random>
#include <utility>

#include "framering/clock.hpp"
#include "framering/pattern_stamp.hpp"

namespace framering::test {

TestFrame random_frame(PixelFormat format, std::uint32_t width, std::uint32_t height,
                       std::uint32_t row_alignment_bytes, std::uint64_t seed) {
  TestFrame frame{describe_picture(format, width, height, row_alignment_bytes), {}};
  frame.payload.resize(frame.descriptor.payload_bytes);
  std::mt19937_64 numbers(seed);
  std::generate(frame.payload.begin(), frame.payload.end(),
                [&] { return static_cast<std::byte>(numbers()); });
  return frame;
}

TestFrame gradient_frame(std::uint32_t width, std::uint32_t height, std::uint8_t blue) {
  TestFrame frame{describe_picture(PixelFormat::rgb8, width, height), {}};
  frame.payload.reserve(frame.descriptor.payload_bytes);
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      frame.payload.push_back(static_cast<std::byte>(x * 255 / std::max(width - 1, 1U)));
      frame.payload.push_back(static_cast<std::byte>(y * 255 / std::max(height - 1, 1U)));
      frame.payload.push_back(static_cast<std::byte>(blue));
    }
  }
  return frame;
}

bool publish(Publisher& publisher, const TestFrame& frame) {
  const std::int64_t captured_ns = now_ns();
  auto slot = publisher.begin(frame.payload.size());
  if (!slot) return false;
  FrameDescriptor descriptor = frame.descriptor;
  descriptor.captured_ns = captured_ns;
  descriptor.captured_from = CapturedFrom::made;
  descriptor.acquired_ns = now_ns();
  if (descriptor.content == Content::pattern) {
    std::vector<std::byte> stamped = frame.payload;
    stamp_pattern(descriptor, slot->index(), stamped);
    store_payload(slot->payload(), stamped);
  } else {
    store_payload(slot->payload(), frame.payload);
  }
  std::move(*slot).publish(descriptor);
  return true;
}

}  // namespace framering::test
