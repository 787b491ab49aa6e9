#pragma once
// OpenGL without a window or a display server. The only file that knows EGL is its source.

#include <memory>

#include "framering/result.hpp"

namespace framering::viewer {

/// An OpenGL 3.3 core context with no screen of its own, current on the thread that made it.
class OffscreenContext {
 public:
  /// Errors: unsupported, with the way out.
  static Result<OffscreenContext> create();

  OffscreenContext(OffscreenContext&&) noexcept;
  OffscreenContext& operator=(OffscreenContext&&) noexcept;
  ~OffscreenContext();

 private:
  struct Impl;
  explicit OffscreenContext(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace framering::viewer
