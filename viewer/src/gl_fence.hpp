#pragma once
// Waiting for the GPU.

namespace framering::viewer {

/// Returns when the GPU has done all that it was told so far, or after a second without that.
void wait_for_gpu();

}  // namespace framering::viewer
