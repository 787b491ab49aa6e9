#include "frame_pool.hpp"

#include <utility>

namespace framering {
namespace {

// As many as a ring has slots: what a crowd of slow clients held at once is not kept for ever.
constexpr std::size_t kMostKept = 8;

}  // namespace

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
            if (shelf->frames.size() < kMostKept) shelf->frames.push_back(std::move(owner));
          }};
}

}  // namespace framering
