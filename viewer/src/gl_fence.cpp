// A fence, waited for at once.

#include "gl_fence.hpp"

#include "gl_api.hpp"

namespace framering::viewer {

void wait_for_gpu() {
  constexpr GLuint64 kPatience_ns = 1'000'000'000;
  const GLsync fence = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
  glClientWaitSync(fence, GL_SYNC_FLUSH_COMMANDS_BIT, kPatience_ns);
  glDeleteSync(fence);
}

}  // namespace framering::viewer
