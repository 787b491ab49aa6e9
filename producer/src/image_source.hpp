#pragma once
// Image files, one after the other, as frames.

#include <optional>
#include <string>
#include <vector>

#include "framering/result.hpp"
#include "options.hpp"
#include "source_factory.hpp"

namespace framering::producer {

struct ImageOptions {
  std::vector<std::string> paths;  ///< of files and folders
  bool loop = false;
  PixelFormat pixel_format = PixelFormat::rgb8;
  std::optional<PictureSize> size;  ///< nothing: each its own
  double fps = kDefaultFps;
};

/// Finds the files and decodes the first one. Errors: not_found, denied, bad_data.
Result<OpenedSource> open_images(const ImageOptions& options);

}  // namespace framering::producer
