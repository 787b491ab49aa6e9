#pragma once
// What --headless draws on: a picture off screen, of the frame's size.

#include <memory>
#include <string>

#include "frame_intake.hpp"
#include "framering/result.hpp"
#include "gl_canvas.hpp"
#include "offscreen_context.hpp"
#include "options.hpp"
#include "overlay/overlay.hpp"
#include "picture_view.hpp"
#include "viewer_state.hpp"

namespace framering::viewer {

/// Belongs to the thread that made it.
class OffscreenScreen {
 public:
  /// Errors: unsupported (no OpenGL), with the way out.
  static Result<std::unique_ptr<OffscreenScreen>> create(const Options& options);

  PictureView& view() noexcept { return view_; }

  /// Draws the frame that was uploaded, waits for the GPU, and closes its ledger.
  void present(FrameReceiver& receiver, const FrameIntake& intake);

  /// Writes the last picture as PNG. Errors: system; not_found, if nothing was drawn.
  Status write_screenshot(const std::string& file) const;

 private:
  OffscreenScreen(OffscreenContext context, PictureView view, const Options& options);

  OffscreenContext context_;  // first, since all below live in it
  PictureView view_;
  GlCanvas canvas_;
  bool show_overlay_;
  std::unique_ptr<Overlay> overlay_;
  ViewerState state_;
};

}  // namespace framering::viewer
