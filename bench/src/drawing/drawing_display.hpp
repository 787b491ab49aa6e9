#pragma once
// The display that windows are opened on.

#include <optional>
#include <string>

#include "child_process.hpp"

namespace framering::bench {

/// The one of $DISPLAY, else an Xvfb of its own: its processor draws.
class DrawingDisplay {
 public:
  /// `directory` is for what Xvfb says. Throws std::runtime_error: it does not start.
  explicit DrawingDisplay(const std::string& directory);
  DrawingDisplay(const DrawingDisplay&) = delete;
  DrawingDisplay& operator=(const DrawingDisplay&) = delete;
  /// Ends Xvfb, which removes its socket and its lock. (If we are killed, the kernel asks it to.)
  ~DrawingDisplay();

  /// As in DISPLAY.
  const std::string& name() const noexcept { return name_; }

 private:
  DrawingDisplay();

  std::string name_;
  std::optional<ChildProcess> server_;
};

/// Why there can be none; empty: there can.
std::string why_no_display();

}  // namespace framering::bench
