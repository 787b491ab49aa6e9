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

Upload PictureView::upload(const BorrowedFrame& frame) {
  const auto layout = layout_picture(frame.descriptor(), largest_texture());
  if (!layout) {
    problem_ = layout.error().message;
    empty_ = true;
    return Upload::unshowable;
  }
  std::optional<ValueRange> extent;
  textures_[1 - front_].upload(*layout, frame.payload());
  if (range_.wants_extent(*layout)) extent = value_extent(*layout, frame.payload());
  if (!frame.still_valid()) return Upload::overtaken;
  front_ = 1 - front_;
  empty_ = false;
  range_.adopt(*layout, extent);
  transform_.set_frame(layout->size);
  return Upload::done;
}

void PictureView::draw() const {
  if (empty_) return FrameRenderer::clear(transform_.window());
  renderer_.draw(texture(), transform_, range_.range());
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
