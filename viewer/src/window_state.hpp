#pragma once
// The window's state between GLFW's callbacks: inputs that wait to be fetched, the drag, the place
// to which full screen returns. Part of window.cpp, which alone includes it beside its own source.

#include <vector>

#include "geometry.hpp"
#include "input.hpp"

struct GLFWwindow;

namespace framering::viewer {

struct WindowState {
  std::vector<Input> inputs;
  bool fixed_size = false;  ///< by the user, or for good once a picture has set it
  bool dragging = false;
  Point drag_from;    ///< pixels of the framebuffer
  Point windowed_at;  ///< before full screen, in screen coordinates
  Size windowed_size;
  Size pixels;  ///< of the framebuffer: to ask for it is a round trip to the display

  /// Makes `window` report to this object, which must stay where it is. Before ImGui's callbacks.
  void install_callbacks(GLFWwindow* window);

  /// Asks for `pixels`: they are what the next drawing is of.
  void measure(GLFWwindow* window);
  void toggle_full_screen(GLFWwindow* window);
  /// Whether it has set another size.
  bool adapt_to(GLFWwindow* window, Size picture);
  /// In pixels of the framebuffer.
  static Point cursor(GLFWwindow* window);
};

}  // namespace framering::viewer
