#pragma once
// The viewer with a window: sleeps until there is a new frame or an input, and shows it.

#include <memory>
#include <optional>
#include <string>

#include "frame_intake.hpp"
#include "framering/result.hpp"
#include "gl_canvas.hpp"
#include "news_bell.hpp"
#include "overlay/overlay.hpp"
#include "picture_view.hpp"
#include "run_limits.hpp"
#include "viewer_state.hpp"
#include "window.hpp"

namespace framering::viewer {

/// Belongs to the main thread, as windows do. The receiver outlives it.
class ViewerApp {
 public:
  /// Errors: not_found (no display), unsupported (no OpenGL), each with the way out.
  static Result<std::unique_ptr<ViewerApp>> create(FrameReceiver& receiver, const Options& options);

  /// Runs until the user quits, the limits are reached, or a frame is corrupt. Returns the exit
  /// code.
  int run(const RunLimits& limits);

  /// Writes what the window shows as PNG. Errors: system.
  Status write_screenshot(const std::string& file);

 private:
  ViewerApp(Window window, PictureView view, FrameReceiver& receiver, const Options& options);

  std::optional<int> step(const RunLimits& limits);
  Clock::duration nap() const;
  void handle(const Input& input);
  void obey(Command command);
  void grant(const Wishes& wishes);
  void go_over();
  void toggle_ab();
  Intake take_frame();
  void name_window();
  bool needs_drawing() const;
  bool needs_overlay() const;
  void draw();
  void draw_overlay(Size size);
  void draw_still();
  void present();
  void save_picture() const;

  Window window_;
  PictureView view_;
  FrameReceiver& receiver_;
  FrameIntake intake_;
  std::unique_ptr<Overlay> overlay_;
  NewsBell bell_;  // after the window, since it wakes it
  ViewerState state_;
  std::string named_;  // the stream, in the window's title
  bool show_overlay_;
  bool show_comparison_ = false;
  bool quit_ = false;
  bool more_ = false;  // perhaps another frame is there already
  bool new_picture_ = false;
  GlCanvas still_;  // the picture as the window shows it, without the overlay
  bool still_is_current_ = false;
  int redraws_ = 1;       // owed to the user's input
  Deadline idle_redraw_;  // when the age is to be drawn again
};

}  // namespace framering::viewer
