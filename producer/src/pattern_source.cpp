// A moving picture that verifies itself.

#include "pattern_source.hpp"

#include <fmt/core.h>

#include <optional>
#include <vector>

#include "framering/clock.hpp"
#include "framering/pattern_stamp.hpp"
#include "framering/publisher.hpp"
#include "pacer.hpp"
#include "pattern_picture.hpp"

namespace framering::producer {
namespace {

constexpr std::uint32_t kColumnsPerFrame = 4;

class PatternSource final : public FrameSource {
 public:
  PatternSource(PictureSize size, PixelFormat format, double fps)
      : fps_(fps), pace_(fps), frame_(describe_picture(format, size.width, size.height)) {
    frame_.captured_from = CapturedFrom::made;
    // Pictures of a few pixels have no room for a stamp.
    const bool stamped = frame_.payload_bytes >= sizeof(PatternStamp);
    frame_.content = stamped ? Content::pattern : Content::picture;
  }

  std::string description() const override {
    return fmt::format("pattern, {}x{} {} at {:g} fps", frame_.width, frame_.height,
                       name_of(frame_.pixel_format), fps_);
  }

  GrabStatus grab(std::stop_token stop) override {
    if (!picture_) draw();
    if (!wait_until(pace_.next(Clock::now()), stop)) return GrabStatus::stopped;
    frame_.captured_ns = frame_.acquired_ns = now_ns();
    return GrabStatus::frame;
  }

  const FrameDescriptor& frame() const override { return frame_; }

  bool write(std::uint64_t index, std::span<std::byte> payload) override {
    const std::uint64_t column = index * kColumnsPerFrame % picture_->period();
    picture_->copy_window(static_cast<std::uint32_t>(column), drawn_);
    if (frame_.content == Content::pattern) stamp_pattern(frame_, index, drawn_);
    store_payload(payload, drawn_);
    return true;
  }

 private:
  // Not at construction: whether there is memory for the ring is the better question to fail on.
  void draw() {
    picture_.emplace(frame_);
    drawn_.resize(frame_.payload_bytes);
  }

  double fps_;
  PaceSchedule pace_;
  FrameDescriptor frame_;
  std::optional<PatternPicture> picture_;
  std::vector<std::byte> drawn_;
};

}  // namespace

std::unique_ptr<FrameSource> make_pattern_source(PictureSize size, PixelFormat format, double fps) {
  return std::make_unique<PatternSource>(size, format, fps);
}

}  // namespace framering::producer
