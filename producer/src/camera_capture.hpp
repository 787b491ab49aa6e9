#pragma once
// A camera that is open and streams, through OpenCV's V4L2 backend.

#include <opencv2/videoio.hpp>
#include <string>

#include "camera_mode.hpp"
#include "framering/result.hpp"
#include "options.hpp"
#include "raw_picture.hpp"
#include "v4l2_device.hpp"

namespace framering::producer {

struct CameraOptions {
  std::string path;
  PictureSize size = kDefaultSize;
  double fps = kDefaultFps;
  PixelFormat pixel_format = PixelFormat::rgb8;
};

/// One opening of a camera. Frames stay raw, as the driver delivers them, where raw_format_of()
/// knows the format; else OpenCV makes them BGR.
class CameraCapture {
 public:
  /// Chooses a mode, opens, and finds out what was really negotiated. Errors: as V4l2Device::open.
  static Result<CameraCapture> open(const CameraOptions& options);

  const CameraIdentity& identity() const noexcept { return identity_; }
  const NegotiatedFormat& negotiated() const noexcept { return negotiated_; }

  /// Waits for the next frame, for as long as OpenCV does. False: none came, or the camera is gone.
  bool grab() { return capture_.grab(); }
  /// The driver's time of the frame grabbed last, CLOCK_MONOTONIC nanoseconds if it is plausible.
  std::int64_t driver_time_ns() const;

  /// The frame grabbed last; its bytes hold until the next call. Empty pixels: it is too short.
  RawPicture retrieve();
  /// What retrieve() delivers, without the pixels.
  RawPicture expected() const;

 private:
  CameraCapture(V4l2Device& device, cv::VideoCapture capture, bool raw);

  CameraIdentity identity_;
  NegotiatedFormat negotiated_;
  cv::VideoCapture capture_;
  bool raw_;
  cv::Mat buffer_;
};

}  // namespace framering::producer
