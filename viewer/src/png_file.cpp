// PNG by libpng's simplified interface.

#include "png_file.hpp"

#include <png.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "write_error.hpp"

namespace framering::viewer {

Status write_png(const std::string& file, const Image& image) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output(std::fopen(file.c_str(), "wb"),
                                                               std::fclose);
  if (!output) return write_error(file, errno);
  png_image header = {};
  header.version = PNG_IMAGE_VERSION;
  header.width = static_cast<png_uint_32>(image.size.width);
  header.height = static_cast<png_uint_32>(image.size.height);
  header.format = PNG_FORMAT_RGB;
  const bool written =
      png_image_write_to_stdio(&header, output.get(), 0, image.rgb.data(), 0, nullptr) != 0;
  if (!written) return write_error(file, header.message);
  if (std::fflush(output.get()) != 0) return write_error(file, errno);
  return Done{};
}

}  // namespace framering::viewer
