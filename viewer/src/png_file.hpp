#pragma once
// Pictures to PNG files.

#include <string>

#include "framering/result.hpp"
#include "image.hpp"

namespace framering::viewer {

/// Writes `image` to `file`. Errors: system, with the file's name and the reason.
Status write_png(const std::string& file, const Image& image);

}  // namespace framering::viewer
