#pragma once
// Memory for frames, used again and again: fresh pages cost more than the copy into them.

#include <memory>
#include <mutex>
#include <vector>

#include "framering/borrowed_frame.hpp"

namespace framering {

/// Hands out frames whose memory comes back when the last owner lets go of it, on any thread, also
/// after the pool has gone. Belongs to one thread.
class FramePool {
 public:
  FramePool() : shelf_(std::make_shared<Shelf>()) {}

  /// A frame with whatever it held before.
  std::shared_ptr<OwnedFrame> take();

 private:
  struct Shelf {
    std::mutex mutex;
    std::vector<std::unique_ptr<OwnedFrame>> frames;
  };
  std::shared_ptr<Shelf> shelf_;
};

}  // namespace framering
