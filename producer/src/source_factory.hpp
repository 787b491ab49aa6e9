#pragma once
// From options to an opened source.

#include <memory>

#include "frame_source.hpp"
#include "framering/result.hpp"
#include "options.hpp"

namespace framering::producer {

struct OpenedSource {
  std::unique_ptr<FrameSource> source;
  double fps = 0;  ///< the rate that it should keep; 0: not known
};

/// Opens what `options` name. It may take a while (a camera's driver decides). Errors: not_found,
/// busy, denied, bad_data, each with the way out.
Result<OpenedSource> open_source(const Options& options);

}  // namespace framering::producer
