#pragma once
// Reading back the PNG files that the viewer writes.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace framering::test {

struct PngPicture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::vector<std::uint8_t> rgb;

  std::array<int, 3> at(std::uint32_t x, std::uint32_t y) const;
};

/// The picture in that file; empty if it is none.
PngPicture read_png(const std::string& file);

}  // namespace framering::test
