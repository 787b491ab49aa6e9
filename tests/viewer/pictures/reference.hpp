#pragma once
// What a frame should look like, calculated from its bytes on the CPU and in doubles. Shares
// nothing with the viewer: neither its shaders nor its layouts.

#include <array>

#include "test_frame.hpp"

namespace framering::test {

/// R, G, B from 0 to 255 of a pixel, not rounded. `low` and `high`: the range of a picture of
/// values.
std::array<double, 3> reference_pixel(const TestFrame& frame, std::uint32_t x, std::uint32_t y,
                                      double low = 0, double high = 255);

}  // namespace framering::test
