// From options to an opened source.

#include "source_factory.hpp"

#include "pattern_source.hpp"

namespace framering::producer {

Result<OpenedSource> open_source(const Options& options) {
  const double fps = options.fps.value_or(kDefaultFps);
  const PictureSize size = options.size.value_or(kDefaultSize);
  switch (options.source) {
    case SourceKind::pattern:
      break;
    default:
      return Error{ErrorCode::unsupported, "this source is not built yet; try --pattern"};
  }
  return OpenedSource{make_pattern_source(size, options.pixel_format, fps), fps};
}

}  // namespace framering::producer
