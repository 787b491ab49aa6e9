#pragma once
// Frames of a video file, at its own rate or another.

#include <memory>
#include <optional>
#include <string>

#include "framering/result.hpp"
#include "options.hpp"
#include "source_factory.hpp"

namespace framering::producer {

struct VideoOptions {
  std::string path;
  bool loop = false;
  PixelFormat pixel_format = PixelFormat::rgb8;
  std::optional<PictureSize> size;  ///< nothing: the video's
  std::optional<double> fps;        ///< nothing: the video's
};

/// Opens the file and decodes its first frame. Errors: not_found, bad_data.
Result<OpenedSource> open_video(const VideoOptions& options);

}  // namespace framering::producer
