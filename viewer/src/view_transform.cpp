// Zoom and pan.

#include "view_transform.hpp"

#include <algorithm>
#include <cmath>

namespace framering::viewer {
namespace {

constexpr double kLeastScale = 1.0 / 64;
constexpr double kLargestScale = 128;

}  // namespace

void ViewTransform::set_window(Size window) {
  window = {std::max(window.width, 1), std::max(window.height, 1)};
  if (window == window_) return;
  origin_.x += (window_.width - window.width) / 2.0 / scale_;
  origin_.y += (window_.height - window.height) / 2.0 / scale_;
  window_ = window;
  if (fitted_) return fit();
  snap_to_pixels();
}

void ViewTransform::set_frame(Size frame) {
  if (frame == frame_) return;
  frame_ = frame;
  fit();
}

void ViewTransform::fit() {
  fitted_ = true;
  scale_ = std::min(static_cast<double>(window_.width) / frame_.width,
                    static_cast<double>(window_.height) / frame_.height);
  origin_ = {(frame_.width - window_.width / scale_) / 2,
             (frame_.height - window_.height / scale_) / 2};
  snap_to_pixels();
}

void ViewTransform::toggle_pixel_by_pixel() {
  if (scale_ == 1 && !fitted_) return fit();
  set_scale_about({window_.width / 2.0, window_.height / 2.0}, 1);
}

void ViewTransform::zoom_about(Point cursor, double factor) {
  set_scale_about(cursor, std::clamp(scale_ * factor, kLeastScale, kLargestScale));
}

void ViewTransform::pan(double right, double down) {
  fitted_ = false;
  origin_.x -= right / scale_;
  origin_.y -= down / scale_;
  snap_to_pixels();
}

Point ViewTransform::to_frame(Point window) const noexcept {
  return {origin_.x + window.x / scale_, origin_.y + window.y / scale_};
}

void ViewTransform::set_scale_about(Point cursor, double scale) {
  const Point held = to_frame(cursor);
  fitted_ = false;
  scale_ = scale;
  origin_ = {held.x - cursor.x / scale, held.y - cursor.y / scale};
  snap_to_pixels();
}

// At one to one a fraction of a pixel would decide by rounding which pixel is seen.
void ViewTransform::snap_to_pixels() {
  if (scale_ != 1) return;
  origin_ = {std::round(origin_.x), std::round(origin_.y)};
}

}  // namespace framering::viewer
