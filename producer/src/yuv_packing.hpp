#pragma once
// YUYV and NV12 to and from one Y, U, V triple per pixel.

#include <opencv2/core.hpp>

namespace framering::producer {

/// The chroma of packed YUYV (CV_8UC2, an even number of columns), as U V pairs, one for two
/// pixels.
cv::Mat chroma_of_yuyv(const cv::Mat& yuyv);

/// A Y plane of even width and its U V pairs (any subsampling) as triples of the size of `y`.
void join_yuv(const cv::Mat& y, const cv::Mat& chroma, cv::Mat& yuv);

/// Repeats the last column and row of `picture` where its width or height is odd.
cv::Mat padded_to_even(const cv::Mat& picture);

/// Triples of even width, as YUYV into `yuyv` (CV_8UC2 of that size).
void pack_yuyv(const cv::Mat& yuv, cv::Mat& yuyv);

/// Triples of even width and height, as NV12 into `y` (that width; it may be a row shorter) and
/// `chroma` (U V pairs, half of both).
void pack_nv12(const cv::Mat& yuv, cv::Mat& y, cv::Mat& chroma);

}  // namespace framering::producer
