#pragma once
// The overlay: figures over the picture, by Dear ImGui.

#include <functional>

#include "../geometry.hpp"
#include "../viewer_state.hpp"

namespace framering::viewer {

/// What connects Dear ImGui with the window's input; empty off screen.
struct OverlayPlatform {
  std::function<void()> start = [] {};        ///< once, when ImGui's context exists
  std::function<void()> begin_frame = [] {};  ///< sets the size, the time and the input
  std::function<void()> stop = [] {};         ///< once, before the context goes
};

/// To be used while its OpenGL context is current; one at a time.
class Overlay {
 public:
  /// `scale`: pixels of the screen for one of the design, 1 or more.
  Overlay(OverlayPlatform platform, int scale);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  /// Draws over what is in the framebuffer that is bound, of `size` pixels. `panels`: all of it,
  /// else only what must be said when there is no picture. What the user moved is then in `state`.
  void draw(ViewerState& state, Size size, bool panels);

  /// Whether the mouse, or the keyboard, is at work on the overlay, so that it is not the
  /// picture's.
  static bool wants_mouse();
  static bool wants_keyboard();

 private:
  OverlayPlatform platform_;
};

}  // namespace framering::viewer
