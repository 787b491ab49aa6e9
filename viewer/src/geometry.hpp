#pragma once
// Sizes and places in a picture or a window, in pixels; y grows downwards.

namespace framering::viewer {

struct Size {
  int width = 0;
  int height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Point {
  double x = 0;
  double y = 0;
};

}  // namespace framering::viewer
