#pragma once
// RGB to YUV and back, as affine maps for cv::transform.

#include <opencv2/core.hpp>

#include "framering/frame_descriptor.hpp"

namespace framering::producer {

/// The order in which a three-channel picture holds its colours.
enum class ChannelOrder { rgb, bgr };

/// Bytes of `order` to bytes of Y, U, V. What is unspecified is taken as BT.601, limited range.
cv::Matx34f yuv_from_rgb(ColorMatrix matrix, ColorRange range, ChannelOrder order);

/// Bytes of Y, U, V to bytes of `order`; likewise.
cv::Matx34f rgb_from_yuv(ColorMatrix matrix, ColorRange range, ChannelOrder order);

}  // namespace framering::producer
