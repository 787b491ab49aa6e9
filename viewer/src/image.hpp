#pragma once
// A picture in ordinary memory.

#include <cstdint>
#include <vector>

#include "geometry.hpp"

namespace framering::viewer {

/// Rows from the top, three bytes R G B a pixel, no padding.
struct Image {
  Size size;
  std::vector<std::uint8_t> rgb;
};

}  // namespace framering::viewer
