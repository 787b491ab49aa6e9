#pragma once
// What the user does in the window, in the viewer's own words.

#include <variant>

#include "geometry.hpp"

namespace framering::viewer {

/// What a key asks for.
enum class Command {
  toggle_overlay,
  toggle_full_screen,
  toggle_pixel_by_pixel,
  toggle_freeze,
  save_picture,
  next_transport,
  toggle_ab,
  toggle_comparison,
  quit,
};

/// Steps of the wheel at a place in the window; positive: away from the user, closer in.
struct Zoom {
  Point cursor;
  double steps = 0;
};

/// The picture was moved by so many pixels of the window.
struct Drag {
  double right = 0;
  double down = 0;
};

/// Anything else that may change what is seen: the cursor, the size, a window uncovered.
struct Redraw {};

using Input = std::variant<Command, Zoom, Drag, Redraw>;

}  // namespace framering::viewer
