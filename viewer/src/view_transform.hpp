#pragma once
// Which part of the frame is seen in the window: fitted, pixel by pixel, zoomed and moved.

#include "geometry.hpp"

namespace framering::viewer {

/// Places in the window to places in the frame. Belongs to one thread.
class ViewTransform {
 public:
  /// The part of the frame that was in the middle stays there. Fitted pictures stay fitted.
  void set_window(Size window);
  /// A frame of another size is shown fitted.
  void set_frame(Size frame);

  /// The whole frame, as large as the window allows, in its middle.
  void fit();
  /// One pixel of the window for each of the frame, around the same middle; if it is so already:
  /// fit().
  void toggle_pixel_by_pixel();
  /// Larger by `factor` (or smaller, below 1); the place under `cursor` stays where it is.
  void zoom_about(Point cursor, double factor);
  /// Moves the picture by so many pixels of the window.
  void pan(double right, double down);

  Size window() const noexcept { return window_; }
  Size frame() const noexcept { return frame_; }
  /// Pixels of the window for one of the frame.
  double scale() const noexcept { return scale_; }
  /// The frame's place at the window's upper left corner.
  Point origin() const noexcept { return origin_; }
  Point to_frame(Point window) const noexcept;

 private:
  void set_scale_about(Point cursor, double scale);
  void snap_to_pixels();

  Size window_ = {1, 1};
  Size frame_ = {1, 1};
  double scale_ = 1;
  Point origin_;
  bool fitted_ = true;
};

}  // namespace framering::viewer
