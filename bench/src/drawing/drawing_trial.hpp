#pragma once
// What a drawn frame costs frame_viewer, and what it costs to upload, draw and swap alone.

#include <cstdint>
#include <stdexcept>

#include "drawing/drawing_programs.hpp"
#include "frames/picture_roll.hpp"

namespace framering::bench {

struct DrawingPlan {
  std::uint32_t width = 1280;  ///< of frames, and of the window
  std::uint32_t height = 720;
  double fps = 60;
  std::uint64_t frames = 300;  ///< that count, of each program
};

/// Of one program, once the first frames were drawn.
struct DrawnFrames {
  double cpu_us = 0;         ///< for a drawn frame: user and system, of all its threads
  double fps = 0;            ///< drawn
  std::uint64_t missed = 0;  ///< published and not drawn; of all its run
};

struct DrawingOutcome {
  DrawnFrames viewer;  ///< frame_viewer over shared memory, without its overlay
  DrawnFrames alone;
};

/// There is a display, and no window for OpenGL on it.
class NoWindow : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class DrawnFirst { alone, viewer };

/// Runs one after the other, on the same display and beside the same publisher, which takes its
/// pictures from `roll`. Throws std::runtime_error, and NoWindow (if `alone` is first).
DrawingOutcome run_drawing(const DrawingPlan& plan, const DrawingPrograms& programs,
                           const PictureRoll& roll, DrawnFirst first);

}  // namespace framering::bench
