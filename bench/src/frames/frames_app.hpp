#pragma once
// The program behind `frame_bench frames`.

#include <vector>

#include "frames/frames_options.hpp"
#include "frames/way.hpp"

namespace framering::bench {

/// Measures those of `ways` that `options` name, prints, and returns the exit code: 0, or 1 after
/// one line on stderr; a reader that saw a corrupt frame makes it 1.
int run(const FramesOptions& options, const std::vector<Way>& ways);

}  // namespace framering::bench
