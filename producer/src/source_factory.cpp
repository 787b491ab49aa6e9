// From options to an opened source.

#include "source_factory.hpp"

#include "camera_source.hpp"
#include "image_source.hpp"
#include "pattern_source.hpp"
#include "video_source.hpp"

namespace framering::producer {

Result<OpenedSource> open_source(const Options& options) {
  const double fps = options.fps.value_or(kDefaultFps);
  const PictureSize size = options.size.value_or(kDefaultSize);
  switch (options.source) {
    case SourceKind::camera:
      return open_camera({options.camera, size, fps, options.pixel_format});
    case SourceKind::video:
      return open_video(
          {options.video, options.loop, options.pixel_format, options.size, options.fps});
    case SourceKind::images:
      return open_images({options.images, options.loop, options.pixel_format, options.size, fps});
    case SourceKind::pattern:
      break;
  }
  return OpenedSource{make_pattern_source(size, options.pixel_format, fps), fps};
}

}  // namespace framering::producer
