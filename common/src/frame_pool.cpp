#include "frame_pool.hpp"

#include <utility>

namespace framering {

std::shared_ptr<OwnedFrame> FramePool::take() {
  std::unique_ptr<OwnedFrame> frame;
  {
    const std::lock_guard guard(shelf_->mutex);
    if (!shelf_->frames.empty()) {
      frame = std::move(shelf_->frames.back());
      shelf_->frames.pop_back();
    }
  }
  if (!frame) frame = std::make_unique<OwnedFrame>();
  return {frame.release(), [shelf = shelf_](OwnedFrame* done) {
            std::unique_ptr<OwnedFrame> owner(done);
            const std::lock_guard guard(shelf->mutex);
            shelf->frames.push_back(std::move(owner));
          }};
}

}  // namespace framering
