#pragma once
// The window on the screen. The only file that knows GLFW is its source.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "framering/clock.hpp"
#include "framering/result.hpp"
#include "geometry.hpp"
#include "input.hpp"
#include "options.hpp"
#include "overlay/overlay.hpp"

namespace framering::viewer {

/// A window with an OpenGL 3.3 core context, current on the thread that made it, to which all but
/// wake() belongs. One at a time.
class Window {
 public:
  /// Errors: not_found (no display), unsupported (no OpenGL), each with the way out.
  static Result<Window> create(const std::string& title, const Options& options);

  Window(Window&&) noexcept;
  Window& operator=(Window&&) noexcept;
  ~Window();

  /// What the user did; sleeps until there is something, wake() was called, or `most` has passed.
  std::vector<Input> wait(Clock::duration most);
  /// Ends a wait(), now or the next one. Any thread, while a window exists.
  static void wake() noexcept;

  /// Shows what was drawn.
  void swap();

  void set_title(const std::string& title);
  void toggle_full_screen();
  /// Makes the window as large as a picture of this size, if the screen is, unless the user has
  /// said how large it is to be.
  void adapt_to(Size picture);

  /// Pixels to draw.
  Size size() const;
  /// Where the cursor is, in pixels; nothing if it is elsewhere.
  std::optional<Point> cursor() const;
  /// Pixels of the screen for one of the design: 1, on dense screens 2 or more.
  int scale() const;
  /// To be used while the window exists.
  OverlayPlatform overlay_platform();

 private:
  struct Impl;
  explicit Window(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace framering::viewer
