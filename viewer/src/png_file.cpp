// PNG by libpng's simplified interface.

#include "png_file.hpp"

#include <png.h>
#include <spdlog/fmt/fmt.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace framering::viewer {
namespace {

Error failure(const std::string& file, const char* reason) {
  return {ErrorCode::system, fmt::format("cannot write the picture to {}: {}", file, reason)};
}

}  // namespace

Status write_png(const std::string& file, const Image& image) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output(std::fopen(file.c_str(), "wb"),
                                                               std::fclose);
  if (!output) return failure(file, std::strerror(errno));
  png_image header = {};
  header.version = PNG_IMAGE_VERSION;
  header.width = static_cast<png_uint_32>(image.size.width);
  header.height = static_cast<png_uint_32>(image.size.height);
  header.format = PNG_FORMAT_RGB;
  const bool written =
      png_image_write_to_stdio(&header, output.get(), 0, image.rgb.data(), 0, nullptr) != 0;
  if (!written) return failure(file, header.message);
  if (std::fflush(output.get()) != 0) return failure(file, std::strerror(errno));
  return Done{};
}

}  // namespace framering::viewer
