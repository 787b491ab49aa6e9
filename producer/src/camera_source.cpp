// Frames of a camera, also across its being unplugged.

#include "camera_source.hpp"

#include <fmt/core.h>

#include <chrono>
#include <optional>

#include "camera_list.hpp"
#include "framering/clock.hpp"
#include "pacer.hpp"
#include "picture_converter.hpp"

namespace framering::producer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kReopenInterval{250};
/// A grab that fails sooner was refused by the driver; one that fails later timed out.
constexpr milliseconds kRefused{500};
constexpr std::int64_t kSecond = 1'000'000'000;

class CameraSource final : public FrameSource {
 public:
  CameraSource(const CameraOptions& options, CameraCapture capture)
      : options_(options), identity_(capture.identity()) {
    use(std::move(capture));
  }

  std::string description() const override { return description_; }

  GrabStatus grab(std::stop_token stop) override {
    if (!capture_ && !reopen(stop)) {
      return stop.stop_requested() ? GrabStatus::stopped : GrabStatus::no_signal;
    }
    const Deadline begun = Clock::now();
    if (!capture_->grab()) {
      // A camera that is merely silent is asked again; one that is gone must be let go of, for its
      // node to come back. OpenCV cannot go on after a first frame that did not come.
      if (!delivered_ || Clock::now() - begun < kRefused) capture_.reset();
      return GrabStatus::no_signal;
    }
    delivered_ = true;
    stamp();
    return GrabStatus::frame;
  }

  const FrameDescriptor& frame() const override { return frame_; }

  bool write(std::uint64_t, std::span<std::byte> payload) override {
    return converter_.convert(capture_->retrieve(), frame_, payload);
  }

 private:
  void use(CameraCapture capture) {
    capture_.emplace(std::move(capture));
    delivered_ = false;
    frame_ = describe_converted(capture_->expected(), options_.pixel_format);
    description_ = describe();
  }

  /// Waits a little, then looks for the camera wherever it may be now.
  bool reopen(std::stop_token stop) {
    if (!wait_until(deadline_in(kReopenInterval), stop)) return false;
    const auto path = find_camera(identity_, options_.path);
    if (!path) return false;
    CameraOptions options = options_;
    options.path = *path;
    auto capture = CameraCapture::open(options);
    if (!capture) return false;
    options_.path = *path;
    use(std::move(*capture));
    return true;
  }

  void stamp() {
    frame_.acquired_ns = now_ns();
    const std::int64_t driver_ns = capture_->driver_time_ns();
    const bool plausible = is_plausible_capture_time(driver_ns, frame_.acquired_ns);
    frame_.captured_ns = plausible ? driver_ns : frame_.acquired_ns;
    frame_.captured_from = plausible ? CapturedFrom::driver : CapturedFrom::grab;
  }

  std::string describe() const {
    const NegotiatedFormat& real = capture_->negotiated();
    std::string text = fmt::format("camera {} ({}), {}x{} {}", options_.path, identity_.card,
                                   real.width, real.height, fourcc_text(real.fourcc));
    if (real.fps > 0) text += fmt::format(" at {:.4g} fps", real.fps);
    text += fmt::format(" as {}", name_of(frame_.pixel_format));
    const bool other = real.width != options_.size.width || real.height != options_.size.height ||
                       (real.fps > 0 && std::abs(real.fps - options_.fps) > 0.5);
    if (other) {
      text += fmt::format(" (asked for {}x{} at {:g} fps)", options_.size.width,
                          options_.size.height, options_.fps);
    }
    return text;
  }

  CameraOptions options_;
  CameraIdentity identity_;
  std::optional<CameraCapture> capture_;  // nothing while the camera is gone
  bool delivered_ = false;                // whether this opening has delivered a frame
  std::string description_;
  FrameDescriptor frame_;
  PictureConverter converter_;
};

}  // namespace

bool is_plausible_capture_time(std::int64_t driver_ns, std::int64_t acquired_ns) noexcept {
  return driver_ns > 0 && driver_ns <= acquired_ns && acquired_ns - driver_ns < kSecond;
}

Result<OpenedSource> open_camera(const CameraOptions& options) {
  auto capture = CameraCapture::open(options);
  if (!capture) return capture.error();
  const double fps = capture->negotiated().fps;
  return OpenedSource{std::make_unique<CameraSource>(options, std::move(*capture)), fps};
}

}  // namespace framering::producer
