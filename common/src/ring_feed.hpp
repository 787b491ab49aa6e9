#pragma once
// The frames of a stream's ring as its own server takes them.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "frame_pool.hpp"
#include "framering/frame_watcher.hpp"
#include "framering/subscriber.hpp"

namespace framering {

/// Copies the newest frame out of the ring when it is asked for, once for all who want it. Attached
/// to the ring only while it is open. Belongs to one thread.
class RingFeed {
 public:
  /// `on_news` is called on another thread when the ring has a new frame or status, and not again
  /// before acknowledge().
  RingFeed(std::string stream, std::string directory, std::function<void()> on_news);

  /// Does nothing if it is open.
  void open();
  void close();
  bool is_open() const noexcept { return subscriber_.has_value(); }
  /// Allows the next call of `on_news`. To be called before newest().
  void acknowledge() noexcept { watcher_.acknowledge(); }

  /// The newest whole frame of the ring, in memory of its own; none if there is none yet, or the
  /// ring cannot be had (attached() tells).
  std::shared_ptr<const OwnedFrame> newest();
  bool attached() const noexcept { return subscriber_ && subscriber_->attachment(); }
  /// Whether the source delivers; nothing while that is not known.
  std::optional<bool> has_signal() const noexcept;

 private:
  void take_newest();

  const std::string stream_;
  const std::string directory_;
  FrameWatcher watcher_;
  FramePool pool_;
  std::optional<Subscriber> subscriber_;
  std::shared_ptr<const OwnedFrame> newest_;
  bool ended_ = false;  // newest_ is the stream's last
};

}  // namespace framering
