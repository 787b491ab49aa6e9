// A camera that is open and streams.

#include "camera_capture.hpp"

#include <fmt/core.h>

#include <cmath>

namespace framering::producer {
namespace {

/// Asks OpenCV for the mode. What the driver makes of it is found out afterwards.
void request(cv::VideoCapture& capture, const CameraMode& mode, double fps, bool raw) {
  if (raw) {
    capture.set(cv::CAP_PROP_CONVERT_RGB, 0);
    capture.set(cv::CAP_PROP_FOURCC, mode.fourcc);
  }
  capture.set(cv::CAP_PROP_FRAME_WIDTH, mode.size.width);
  capture.set(cv::CAP_PROP_FRAME_HEIGHT, mode.size.height);
  capture.set(cv::CAP_PROP_FPS, fps);
}

/// `buffer`, which OpenCV shapes as it thinks, seen with the driver's own stride.
cv::Mat with_stride(const cv::Mat& buffer, const PixelsShape& shape, std::size_t stride_bytes) {
  const std::size_t row_bytes =
      static_cast<std::size_t>(shape.columns) * static_cast<std::size_t>(CV_ELEM_SIZE(shape.type));
  const std::size_t stride = std::max(stride_bytes, row_bytes);
  if (!buffer.isContinuous() || buffer.total() * buffer.elemSize() <
                                    static_cast<std::size_t>(shape.rows - 1) * stride + row_bytes) {
    return {};
  }
  return cv::Mat(shape.rows, shape.columns, shape.type, buffer.data, stride);
}

}  // namespace

Result<CameraCapture> CameraCapture::open(const CameraOptions& options) {
  auto device = V4l2Device::open(options.path);
  if (!device) return device.error();
  const auto known =
      choose_mode(device->formats(), options.size, options.fps, options.pixel_format);
  const CameraMode mode =
      known.value_or(CameraMode{device->negotiated().fourcc, options.size, options.fps});
  // OpenCV would wait ten seconds for a camera that is in use, and change its rate all the same.
  if (const Status set = device->set_format(mode.fourcc, mode.size.width, mode.size.height); !set) {
    return set.error();
  }
  cv::VideoCapture capture(options.path, cv::CAP_V4L2);
  if (!capture.isOpened()) {
    return Error{ErrorCode::system,
                 fmt::format("camera {} cannot be opened by OpenCV's V4L2 backend; try "
                             "--list-cameras or --pattern",
                             options.path)};
  }
  request(capture, mode, mode.fps > 0 ? mode.fps : options.fps, known.has_value());
  // OpenCV begins with 640x480, whatever is asked of it afterwards.
  device->fill_buffer();
  return CameraCapture(*device, std::move(capture), known.has_value());
}

CameraCapture::CameraCapture(V4l2Device& device, cv::VideoCapture capture, bool raw)
    : identity_(device.identity()),
      negotiated_(device.negotiated()),
      capture_(std::move(capture)),
      raw_(raw && raw_format_of(negotiated_.fourcc)) {
  // The driver may have chosen a format that only OpenCV knows.
  if (raw && !raw_) capture_.set(cv::CAP_PROP_CONVERT_RGB, 1);
}

std::int64_t CameraCapture::driver_time_ns() const {
  return std::llround(capture_.get(cv::CAP_PROP_POS_MSEC) * 1e6);
}

RawPicture CameraCapture::expected() const {
  RawPicture picture;
  picture.format = raw_ ? *raw_format_of(negotiated_.fourcc) : RawFormat::bgr8;
  picture.width = negotiated_.width;
  picture.height = negotiated_.height;
  picture.color_matrix = negotiated_.color_matrix;
  picture.color_range = negotiated_.color_range;
  return picture;
}

RawPicture CameraCapture::retrieve() {
  RawPicture picture = expected();
  if (!capture_.retrieve(buffer_)) return picture;
  if (picture.format == RawFormat::jpeg) {
    picture.pixels = buffer_.reshape(1, 1);
    return picture;
  }
  picture.pixels = with_stride(buffer_, shape_of(picture), raw_ ? negotiated_.stride_bytes : 0);
  return picture;
}

}  // namespace framering::producer
