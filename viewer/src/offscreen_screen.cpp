// Drawing off screen.

#include "offscreen_screen.hpp"

#include <utility>

#include "gl_fence.hpp"
#include "png_file.hpp"

namespace framering::viewer {

Result<std::unique_ptr<OffscreenScreen>> OffscreenScreen::create(const Options& options) {
  auto context = OffscreenContext::create();
  if (!context) return context.error();
  auto view = PictureView::create(options.range);
  if (!view) return view.error();
  return std::unique_ptr<OffscreenScreen>(
      new OffscreenScreen(*std::move(context), *std::move(view), options));
}

OffscreenScreen::OffscreenScreen(OffscreenContext context, PictureView view, const Options& options)
    : context_(std::move(context)), view_(std::move(view)), show_overlay_(options.overlay) {
  if (show_overlay_) overlay_ = std::make_unique<Overlay>(OverlayPlatform{}, 1);
}

void OffscreenScreen::present(FrameReceiver& receiver, const FrameIntake& intake) {
  const Size size = view_.texture().layout().size;
  view_.transform().set_window(size);
  canvas_.resize(size);
  canvas_.bind();
  view_.draw();
  if (show_overlay_) {
    refresh(state_, receiver, intake, view_, std::nullopt);
    overlay_->draw(state_, size, true);
  }
  wait_for_gpu();
  Ledger ledger = intake.ledger();
  ledger.presented_ns = now_ns();
  receiver.finish(ledger);
}

Status OffscreenScreen::write_screenshot(const std::string& file) const {
  if (canvas_.size() == Size{}) {
    return Error{ErrorCode::not_found, "no picture to write to " + file + ": no frame was drawn"};
  }
  canvas_.bind();
  return write_png(file, read_framebuffer(canvas_.size()));
}

}  // namespace framering::viewer
