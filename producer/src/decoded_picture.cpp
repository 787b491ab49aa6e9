// What OpenCV's decoders deliver, made ready to be published.

#include "decoded_picture.hpp"

#include <opencv2/imgproc.hpp>

namespace framering::producer {
namespace {

Dtype dtype_of(int depth) {
  switch (depth) {
    case CV_8S:
      return Dtype::int8;
    case CV_16U:
      return Dtype::uint16;
    case CV_16S:
      return Dtype::int16;
    case CV_32S:
      return Dtype::int32;
    case CV_32F:
      return Dtype::float32;
    case CV_64F:
      return Dtype::float64;
    default:
      return Dtype::uint8;
  }
}

cv::Mat scaled(const cv::Mat& picture, const std::optional<PictureSize>& size) {
  if (!size) return picture;
  const cv::Size wanted(static_cast<int>(size->width), static_cast<int>(size->height));
  if (picture.size() == wanted) return picture;
  const bool smaller = wanted.area() < picture.size().area();
  cv::Mat result;
  cv::resize(picture, result, wanted, 0, 0, smaller ? cv::INTER_AREA : cv::INTER_LINEAR);
  return result;
}

/// Brings colours of other depths to 8 bits: 16-bit ones by their range, floats from 0 to 1.
cv::Mat in_8_bits(const cv::Mat& picture) {
  if (picture.depth() == CV_8U) return picture;
  const bool floating = picture.depth() == CV_32F || picture.depth() == CV_64F;
  cv::Mat result;
  picture.convertTo(result, CV_8U, floating ? 255.0 : 255.0 / 65535);
  return result;
}

FrameDescriptor describe_plain(const cv::Mat& picture) {
  const auto rows = static_cast<std::uint32_t>(picture.rows);
  const auto columns = static_cast<std::uint32_t>(picture.cols);
  if (picture.depth() == CV_16U) return describe_picture(PixelFormat::gray16, columns, rows);
  const std::uint64_t shape[] = {rows, columns};
  return describe_array(dtype_of(picture.depth()), shape, 2);
}

RawFormat format_of(int channels) {
  return channels == 1 ? RawFormat::gray8 : channels == 3 ? RawFormat::bgr8 : RawFormat::bgra8;
}

}  // namespace

bool DecodedPicture::take(const cv::Mat& decoded) {
  const int channels = decoded.channels();
  if (decoded.empty() || (channels != 1 && channels != 3 && channels != 4)) return false;
  const cv::Mat picture = scaled(decoded, size_);
  const bool plain = channels == 1 && decoded.depth() != CV_8U;
  raw_.format = format_of(channels);
  raw_.pixels = plain ? picture : in_8_bits(picture);
  raw_.width = static_cast<std::uint32_t>(picture.cols);
  raw_.height = static_cast<std::uint32_t>(picture.rows);
  frame_ = plain ? describe_plain(picture) : describe_converted(raw_, wanted_);
  return true;
}

bool DecodedPicture::write(std::span<std::byte> payload) {
  if (raw_.pixels.depth() == CV_8U) return converter_.convert(raw_, frame_, payload);
  cv::Mat slot(raw_.pixels.size(), raw_.pixels.type(), payload.data());
  raw_.pixels.copyTo(slot);
  return true;
}

}  // namespace framering::producer
