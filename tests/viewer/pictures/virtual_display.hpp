#pragma once
// A screen in memory, with a mouse and a keyboard that tests move.

#include <string>
#include <vector>

#include "png_picture.hpp"
#include "support/process.hpp"

namespace framering::test {

/// An Xvfb of 1600x900 on a display number of its own. Throws std::runtime_error if there is none.
class VirtualDisplay {
 public:
  VirtualDisplay();

  /// ":7", for the environment of programs that are to appear here.
  const std::string& name() const noexcept { return name_; }

  /// Runs xdotool with these arguments.
  void input(std::vector<std::string> arguments) const;
  void press(const std::string& key) const { input({"key", key}); }
  void move_mouse(int x, int y) const {
    input({"mousemove", std::to_string(x), std::to_string(y)});
  }

  /// What the screen shows now.
  PngPicture screenshot() const;

 private:
  Process server_;
  TemporaryDirectory directory_;
  std::string name_;
};

}  // namespace framering::test
