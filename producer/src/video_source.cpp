// Frames of a video file.

#include "video_source.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <opencv2/videoio.hpp>
#include <opencv2/videoio/registry.hpp>

#include "decoded_picture.hpp"
#include "framering/clock.hpp"
#include "pacer.hpp"
#include "readable_file.hpp"

namespace framering::producer {
namespace {

constexpr double kMostPlausibleFps = 1000;

double rate_of(const cv::VideoCapture& capture) {
  const double fps = capture.get(cv::CAP_PROP_FPS);
  return std::isfinite(fps) && fps > 0 && fps <= kMostPlausibleFps ? fps : kDefaultFps;
}

/// FFmpeg where OpenCV has it, else GStreamer, which has much to say on standard error about files
/// that are no videos.
cv::VideoCaptureAPIs decoder() {
  const auto backends = cv::videoio_registry::getStreamBackends();
  return std::ranges::count(backends, cv::CAP_FFMPEG) > 0 ? cv::CAP_FFMPEG : cv::CAP_GSTREAMER;
}

/// Opens `path` with the backends that read files. Left to itself OpenCV would ask every camera it
/// might know, down to USB, whether it has that name.
bool open_file(cv::VideoCapture& capture, const std::string& path) {
  return capture.open(path, decoder()) || capture.open(path, cv::CAP_OPENCV_MJPEG);
}

cv::VideoCapture opened(const std::string& path) {
  cv::VideoCapture capture;
  open_file(capture, path);
  return capture;
}

class VideoSource final : public FrameSource {
 public:
  explicit VideoSource(const VideoOptions& options)
      : path_(options.path),
        loop_(options.loop),
        picture_(options.pixel_format, options.size),
        capture_(opened(options.path)),
        fps_(options.fps.value_or(rate_of(capture_))),
        pace_(fps_) {}

  /// Decodes the first frame, ahead of its time: only then is it known to be a video.
  bool prepare() {
    ahead_ = decode();
    return ahead_;
  }

  double fps() const { return fps_; }

  std::string description() const override {
    const FrameDescriptor& frame = picture_.frame();
    return fmt::format("video {}, {}x{} {} at {:g} fps", path_, frame.width, frame.height,
                       name_of(frame.pixel_format), fps_);
  }

  GrabStatus grab(std::stop_token stop) override {
    if (!wait_until(pace_.next(Clock::now()), stop)) return GrabStatus::stopped;
    const std::int64_t captured_ns = now_ns();
    if (!std::exchange(ahead_, false) && !decode() && !decode_from_start()) return GrabStatus::end;
    frame_ = picture_.frame();
    frame_.captured_from = CapturedFrom::made;
    frame_.captured_ns = captured_ns;
    frame_.acquired_ns = now_ns();
    return GrabStatus::frame;
  }

  const FrameDescriptor& frame() const override { return ahead_ ? picture_.frame() : frame_; }

  bool write(std::uint64_t, std::span<std::byte> payload) override {
    return picture_.write(payload);
  }

 private:
  bool decode() {
    cv::Mat decoded;
    return capture_.read(decoded) && picture_.take(decoded);
  }

  // Opened anew rather than rewound: not every format can seek.
  bool decode_from_start() { return loop_ && open_file(capture_, path_) && decode(); }

  std::string path_;
  bool loop_;
  DecodedPicture picture_;
  cv::VideoCapture capture_;
  double fps_;
  PaceSchedule pace_;
  bool ahead_ = false;  // whether the next frame is decoded already
  FrameDescriptor frame_;
};

}  // namespace

Result<OpenedSource> open_video(const VideoOptions& options) {
  const bool address = options.path.find("://") != std::string::npos;
  if (const Status readable = check_readable(options.path, "video"); !address && !readable) {
    return readable.error();
  }
  auto source = std::make_unique<VideoSource>(options);
  if (!source->prepare()) {
    return Error{ErrorCode::bad_data,
                 fmt::format("{} is no video that can be decoded; ffprobe says more, and ffmpeg "
                             "can convert it",
                             options.path)};
  }
  const double fps = source->fps();
  return OpenedSource{std::move(source), fps};
}

}  // namespace framering::producer
