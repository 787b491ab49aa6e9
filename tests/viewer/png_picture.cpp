// Reading PNG files.

#include "png_picture.hpp"

#include <png.h>

namespace framering::test {

std::array<int, 3> PngPicture::at(std::uint32_t x, std::uint32_t y) const {
  const std::size_t first = (std::size_t{y} * width + x) * 3;
  return {rgb.at(first), rgb.at(first + 1), rgb.at(first + 2)};
}

PngPicture read_png(const std::string& file) {
  png_image header = {};
  header.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&header, file.c_str()) == 0) return {};
  header.format = PNG_FORMAT_RGB;
  PngPicture picture{header.width, header.height,
                     std::vector<std::uint8_t>(PNG_IMAGE_SIZE(header))};
  if (png_image_finish_read(&header, nullptr, picture.rgb.data(), 0, nullptr) == 0) return {};
  return picture;
}

}  // namespace framering::test
