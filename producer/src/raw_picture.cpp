// A picture as a camera or a decoder delivers it.

#include "raw_picture.hpp"

namespace framering::producer {

PixelsShape shape_of(const RawPicture& raw) {
  const int width = static_cast<int>(raw.width);
  const int height = static_cast<int>(raw.height);
  switch (raw.format) {
    case RawFormat::bgra8:
      return {width, height, CV_8UC4};
    case RawFormat::gray8:
      return {width, height, CV_8UC1};
    case RawFormat::yuyv:
      return {even(raw.width), height, CV_8UC2};
    case RawFormat::nv12:
      return {even(raw.width), height + even(raw.height) / 2, CV_8UC1};
    case RawFormat::jpeg:
      return {raw.pixels.cols, 1, CV_8UC1};
    case RawFormat::bgr8:
    case RawFormat::rgb8:
      break;
  }
  return {width, height, CV_8UC3};
}

bool same(RawFormat raw, PixelFormat format) {
  switch (raw) {
    case RawFormat::bgr8:
      return format == PixelFormat::bgr8;
    case RawFormat::rgb8:
      return format == PixelFormat::rgb8;
    case RawFormat::gray8:
      return format == PixelFormat::gray8;
    case RawFormat::yuyv:
      return format == PixelFormat::yuyv;
    case RawFormat::nv12:
      return format == PixelFormat::nv12;
    case RawFormat::bgra8:
    case RawFormat::jpeg:
      break;
  }
  return false;
}

}  // namespace framering::producer
