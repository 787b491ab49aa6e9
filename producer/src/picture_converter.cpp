// From what a camera or a decoder delivers to the pixel format of a stream.

#include "picture_converter.hpp"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "yuv_matrix.hpp"
#include "yuv_packing.hpp"

namespace framering::producer {
namespace {

bool is_yuv(PixelFormat format) {
  return format == PixelFormat::yuyv || format == PixelFormat::nv12;
}

bool has_its_shape(const RawPicture& raw) {
  const PixelsShape shape = shape_of(raw);
  return raw.pixels.cols == shape.columns && raw.pixels.rows == shape.rows &&
         raw.pixels.type() == shape.type;
}

/// A plane of the slot, for OpenCV to write into.
cv::Mat plane(const FrameDescriptor& target, std::span<std::byte> payload, std::size_t which,
              int columns, int rows, int type) {
  return cv::Mat(rows, columns, type, payload.data() + target.plane_offset_bytes[which],
                 target.plane_stride_bytes[which]);
}

/// The slot of a format with one plane.
cv::Mat picture(const FrameDescriptor& target, std::span<std::byte> payload) {
  const int height = static_cast<int>(target.height);
  switch (target.pixel_format) {
    case PixelFormat::gray8:
      return plane(target, payload, 0, static_cast<int>(target.width), height, CV_8UC1);
    case PixelFormat::yuyv:
      return plane(target, payload, 0, even(target.width), height, CV_8UC2);
    default:
      return plane(target, payload, 0, static_cast<int>(target.width), height, CV_8UC3);
  }
}

cv::Mat luma(const FrameDescriptor& target, std::span<std::byte> payload) {
  return plane(target, payload, 0, even(target.width), static_cast<int>(target.height), CV_8UC1);
}

cv::Mat chroma(const FrameDescriptor& target, std::span<std::byte> payload) {
  return plane(target, payload, 1, even(target.width) / 2, even(target.height) / 2, CV_8UC2);
}

void copy(const RawPicture& raw, const FrameDescriptor& target, std::span<std::byte> payload) {
  if (raw.format != RawFormat::nv12) {
    raw.pixels.copyTo(picture(target, payload));
    return;
  }
  const int height = static_cast<int>(raw.height);
  raw.pixels.rowRange(0, height).copyTo(luma(target, payload));
  const cv::Mat pairs =
      plane(target, payload, 1, even(target.width), even(target.height) / 2, CV_8UC1);
  raw.pixels.rowRange(height, raw.pixels.rows).copyTo(pairs);
}

void pack(const cv::Mat& yuv, const FrameDescriptor& target, std::span<std::byte> payload) {
  const cv::Mat padded = padded_to_even(yuv);
  if (target.pixel_format == PixelFormat::yuyv) {
    cv::Mat slot = picture(target, payload);
    pack_yuyv(padded.rowRange(0, slot.rows), slot);
    return;
  }
  cv::Mat y = luma(target, payload);
  cv::Mat pairs = chroma(target, payload);
  pack_nv12(padded, y, pairs);
}

ChannelOrder order_of(PixelFormat format) {
  return format == PixelFormat::bgr8 ? ChannelOrder::bgr : ChannelOrder::rgb;
}

/// OpenCV's own conversion, faster than cv::transform, where it has the one that is needed.
std::optional<int> fast_yuv_to_rgb(const RawPicture& raw, PixelFormat wanted) {
  const bool plain = raw.color_matrix != ColorMatrix::bt709 &&
                     raw.color_matrix != ColorMatrix::bt2020 && raw.color_range != ColorRange::full;
  if (!plain || raw.width % 2 != 0 || raw.height % 2 != 0) return std::nullopt;
  const bool bgr = wanted == PixelFormat::bgr8;
  if (raw.format == RawFormat::yuyv) return bgr ? cv::COLOR_YUV2BGR_YUYV : cv::COLOR_YUV2RGB_YUYV;
  return bgr ? cv::COLOR_YUV2BGR_NV12 : cv::COLOR_YUV2RGB_NV12;
}

/// The code that turns a picture without YUV into another such; nothing if they are the same.
std::optional<int> rgb_code(RawFormat from, PixelFormat to) {
  const bool bgr = to == PixelFormat::bgr8;
  const bool gray = to == PixelFormat::gray8;
  switch (from) {
    case RawFormat::bgr8:
      return gray ? cv::COLOR_BGR2GRAY : cv::COLOR_BGR2RGB;
    case RawFormat::rgb8:
      return gray ? cv::COLOR_RGB2GRAY : cv::COLOR_RGB2BGR;
    case RawFormat::bgra8:
      return gray ? cv::COLOR_BGRA2GRAY : bgr ? cv::COLOR_BGRA2BGR : cv::COLOR_BGRA2RGB;
    case RawFormat::gray8:
      return cv::COLOR_GRAY2RGB;
    default:
      return std::nullopt;
  }
}

cv::Mat luma_of(const RawPicture& raw) {
  if (raw.format == RawFormat::nv12) return raw.pixels.rowRange(0, static_cast<int>(raw.height));
  cv::Mat y;
  cv::extractChannel(raw.pixels, y, 0);
  return y;
}

cv::Mat chroma_of(const RawPicture& raw) {
  if (raw.format == RawFormat::yuyv) return chroma_of_yuyv(raw.pixels);
  return raw.pixels.rowRange(static_cast<int>(raw.height), raw.pixels.rows).reshape(2);
}

/// Y as grey that runs from 0 to 255.
void gray_from_luma(const RawPicture& raw, cv::Mat slot) {
  const double scale = raw.color_range == ColorRange::full ? 1 : 255.0 / 219;
  const double offset = raw.color_range == ColorRange::full ? 0 : -16 * scale;
  luma_of(raw).colRange(0, slot.cols).convertTo(slot, CV_8U, scale, offset);
}

}  // namespace

FrameDescriptor describe_converted(const RawPicture& raw, PixelFormat wanted) {
  FrameDescriptor frame = describe_picture(wanted, raw.width, raw.height);
  if (is_yuv(raw.format) && is_yuv(wanted)) {
    frame.color_matrix = raw.color_matrix;
    frame.color_range = raw.color_range;
  }
  return frame;
}

bool PictureConverter::convert(const RawPicture& raw, const FrameDescriptor& target,
                               std::span<std::byte> payload) {
  if (raw.format == RawFormat::jpeg) return convert_jpeg(raw, target, payload);
  if (!has_its_shape(raw) || raw.width != target.width || raw.height != target.height) return false;
  if (same(raw.format, target.pixel_format)) {
    copy(raw, target, payload);
  } else if (is_yuv(raw.format)) {
    convert_yuv(raw, target, payload);
  } else {
    convert_rgb(raw, target, payload);
  }
  return true;
}

bool PictureConverter::convert_jpeg(const RawPicture& raw, const FrameDescriptor& target,
                                    std::span<std::byte> payload) {
  const bool gray = target.pixel_format == PixelFormat::gray8;
  const int flags =
      (gray ? cv::IMREAD_GRAYSCALE : cv::IMREAD_COLOR) | cv::IMREAD_IGNORE_ORIENTATION;
  // Not into memory that is there already, the slot or the last picture: OpenCV does not tell then
  // that a header is broken, and leaves there what was there.
  RawPicture decoded;
  decoded.format = gray ? RawFormat::gray8 : RawFormat::bgr8;
  try {
    decoded.pixels = cv::imdecode(raw.pixels, flags);
  } catch (const cv::Exception&) {
    return false;  // no bytes, or a header that claims an absurd size: a broken frame, no more
  }
  decoded.width = raw.width;
  decoded.height = raw.height;
  return convert(decoded, target, payload);
}

void PictureConverter::convert_rgb(const RawPicture& raw, const FrameDescriptor& target,
                                   std::span<std::byte> payload) {
  const PixelFormat to = is_yuv(target.pixel_format) ? PixelFormat::rgb8 : target.pixel_format;
  if (!is_yuv(target.pixel_format)) {
    cv::cvtColor(raw.pixels, picture(target, payload), *rgb_code(raw.format, to));
    return;
  }
  const bool three_channels = raw.format == RawFormat::bgr8 || raw.format == RawFormat::rgb8;
  if (!three_channels) cv::cvtColor(raw.pixels, rgb_, *rgb_code(raw.format, to));
  const ChannelOrder order = raw.format == RawFormat::bgr8 ? ChannelOrder::bgr : ChannelOrder::rgb;
  cv::transform(three_channels ? raw.pixels : rgb_, yuv_,
                yuv_from_rgb(target.color_matrix, target.color_range, order));
  pack(yuv_, target, payload);
}

void PictureConverter::convert_yuv(const RawPicture& raw, const FrameDescriptor& target,
                                   std::span<std::byte> payload) {
  if (target.pixel_format == PixelFormat::gray8) {
    gray_from_luma(raw, picture(target, payload));
    return;
  }
  if (const auto code = fast_yuv_to_rgb(raw, target.pixel_format);
      code && !is_yuv(target.pixel_format)) {
    cv::cvtColor(raw.pixels, picture(target, payload), *code);
    return;
  }
  join_yuv(luma_of(raw), chroma_of(raw), yuv_);
  if (is_yuv(target.pixel_format)) {
    pack(yuv_, target, payload);
    return;
  }
  const auto map = rgb_from_yuv(raw.color_matrix, raw.color_range, order_of(target.pixel_format));
  cv::transform(yuv_.colRange(0, static_cast<int>(target.width)), picture(target, payload), map);
}

}  // namespace framering::producer
