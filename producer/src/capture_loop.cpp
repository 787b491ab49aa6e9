// The capture thread's work.

#include "capture_loop.hpp"

#include "framering/clock.hpp"

namespace framering::producer {
namespace {

Status publish_frame(FrameSource& source, Publisher& publisher, CaptureStatistics& statistics) {
  auto slot = publisher.begin(source.frame().payload_bytes);
  if (!slot) return slot.error();
  if (!source.write(slot->index(), slot->payload())) {
    statistics.add_unreadable();
    return Done{};
  }
  const FrameDescriptor& frame = source.frame();
  const std::int64_t published_ns = now_ns();
  std::move(*slot).publish(frame);
  statistics.add_frame(frame.captured_ns, frame.acquired_ns, published_ns);
  return Done{};
}

}  // namespace

Status run_capture(FrameSource& source, Publisher& publisher, CaptureStatistics& statistics,
                   std::optional<std::uint64_t> frame_limit, std::stop_token stop) {
  while (!frame_limit || publisher.published() < *frame_limit) {
    switch (source.grab(stop)) {
      case GrabStatus::frame:
        if (Status published = publish_frame(source, publisher, statistics); !published) {
          return published;
        }
        break;
      case GrabStatus::no_signal:
        publisher.set_signal(false);
        statistics.set_signal(false);
        break;
      case GrabStatus::end:
      case GrabStatus::stopped:
        return Done{};
      case GrabStatus::failed:
        return Error{ErrorCode::system, source.error()};
    }
    if (stop.stop_requested()) return Done{};
  }
  return Done{};
}

}  // namespace framering::producer
