// A fence, waited for at once.

#include "gl_fence.hpp"

#include <chrono>

#include "gl_api.hpp"

namespace framering::viewer {

void wait_for_gpu() {
  constexpr std::chrono::nanoseconds kPatience = std::chrono::seconds(1);
  const GLsync fence = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
  glClientWaitSync(fence, GL_SYNC_FLUSH_COMMANDS_BIT, kPatience.count());
  glDeleteSync(fence);
}

}  // namespace framering::viewer
