#pragma once
// The least that a viewer does for a frame.

#include <cstdint>
#include <string>

#include "framering/result.hpp"

namespace framering::bench {

struct DrawAlonePlan {
  std::uint32_t width = 0;  ///< of the frames, which are rgb8, and of the window
  std::uint32_t height = 0;
  double fps = 0;
  std::uint64_t frames = 0;  ///< of which there are figures
};

/// Opens frame_viewer's window; then, for each time that a frame is due, uploads one from memory as
/// cold as a ring's, draws it as frame_viewer does, and swaps. Returns, as JSON, what frame_viewer
/// reports of the same. Errors: not_found (no display), unsupported (no OpenGL).
Result<std::string> draw_alone(const DrawAlonePlan& plan);

}  // namespace framering::bench
