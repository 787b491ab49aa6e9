#pragma once
// Frames for the viewer's tests: any format, any size, padded as wanted, every byte known.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "framering/frame_descriptor.hpp"
#include "framering/publisher.hpp"

namespace framering::test {

struct TestFrame {
  FrameDescriptor descriptor;
  std::vector<std::byte> payload;
};

/// A frame of that format whose bytes, padding included, are pseudo-random.
TestFrame random_frame(PixelFormat format, std::uint32_t width, std::uint32_t height,
                       std::uint32_t row_alignment_bytes, std::uint64_t seed);

/// An rgb8 picture: R grows to the right, G downwards, B is `blue` all over.
TestFrame gradient_frame(std::uint32_t width, std::uint32_t height, std::uint8_t blue);

/// Publishes a copy of the frame, captured and acquired now; with pattern stamps if its content
/// says so. False if there is no memory.
bool publish(Publisher& publisher, const TestFrame& frame);

}  // namespace framering::test
