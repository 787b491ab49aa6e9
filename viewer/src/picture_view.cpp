// Uploading, and drawing what was uploaded.

#include "picture_view.hpp"

#include <utility>

#include "gl_canvas.hpp"
#include "value_extent.hpp"

namespace framering::viewer {

Result<PictureView> PictureView::create(const std::optional<ValueRange>& range) {
  auto renderer = FrameRenderer::create();
  if (!renderer) return renderer.error();
  return PictureView(*std::move(renderer), range);
}

PictureView::PictureView(FrameRenderer renderer, const std::optional<ValueRange>& range)
    : renderer_(std::move(renderer)), range_(range) {}

void PictureView::Shown::flip() noexcept {
  front_at = 1 - front_at;
  empty = false;
}

Upload PictureView::upload(const BorrowedFrame& frame, Side side) {
  Shown& shown = sides_[static_cast<std::size_t>(side)];
  const auto layout = layout_picture(frame.descriptor(), largest_texture());
  if (!layout) {
    problem_ = layout.error().message;
    shown.empty = true;
    return Upload::unshowable;
  }
  std::optional<ValueRange> extent;
  shown.back().upload(*layout, frame.payload());
  if (side == Side::a && range_.wants_extent(*layout)) {
    extent = value_extent(*layout, frame.payload());
  }
  if (!frame.still_valid()) return Upload::overtaken;
  shown.flip();
  if (side == Side::b) return Upload::done;
  range_.adopt(*layout, extent);
  transform_.set_frame(layout->size);
  return Upload::done;
}

void PictureView::draw() const {
  if (empty()) return FrameRenderer::clear(transform_.window());
  renderer_.draw(texture(), transform_, range_.range());
  if (split_ && !shown(Side::b).empty) draw_b();
}

// Of a size of its own for a moment, when the stream changes it: not to be drawn then.
void PictureView::draw_b() const {
  const FrameTexture& b = shown(Side::b).front();
  if (b.layout().size != texture().layout().size) return;
  const Size window = transform_.window();
  glEnable(GL_SCISSOR_TEST);
  glScissor(window.width / 2, 0, window.width - window.width / 2, window.height);
  renderer_.draw(b, transform_, range_.range());
  glDisable(GL_SCISSOR_TEST);
}

void PictureView::set_split(bool split) {
  split_ = split;
  sides_[static_cast<std::size_t>(Side::b)].empty = true;
}

Image PictureView::snapshot() const {
  const Size size = texture().layout().size;
  ViewTransform whole;
  whole.set_frame(size);
  whole.set_window(size);
  GlCanvas canvas;
  canvas.resize(size);
  canvas.bind();
  renderer_.draw(texture(), whole, range_.range());
  return read_framebuffer(size);
}

}  // namespace framering::viewer
