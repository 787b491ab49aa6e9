// YUYV and NV12 to and from one Y, U, V triple per pixel.

#include "yuv_packing.hpp"

#include <opencv2/imgproc.hpp>
#include <vector>

namespace framering::producer {
namespace {

/// Copies channels from `sources` to `target`, which has its size and type already: pairs of
/// numbers, each counted through all channels.
void mix(const std::vector<cv::Mat>& sources, cv::Mat target, const std::vector<int>& pairs) {
  cv::mixChannels(sources, target, pairs);
}

cv::Mat chroma_of(const cv::Mat& yuv) {
  cv::Mat chroma(yuv.size(), CV_8UC2);
  mix({yuv}, chroma, {1, 0, 2, 1});
  return chroma;
}

}  // namespace

cv::Mat chroma_of_yuyv(const cv::Mat& yuyv) {
  cv::Mat alternating;
  cv::extractChannel(yuyv, alternating, 1);
  return alternating.reshape(2);
}

void join_yuv(const cv::Mat& y, const cv::Mat& chroma, cv::Mat& yuv) {
  cv::Mat full;
  cv::resize(chroma, full, y.size(), 0, 0, cv::INTER_NEAREST);
  yuv.create(y.size(), CV_8UC3);
  mix({y, full}, yuv, {0, 0, 1, 1, 2, 2});
}

cv::Mat padded_to_even(const cv::Mat& picture) {
  if (picture.cols % 2 == 0 && picture.rows % 2 == 0) return picture;
  cv::Mat padded;
  cv::copyMakeBorder(picture, padded, 0, picture.rows % 2, 0, picture.cols % 2,
                     cv::BORDER_REPLICATE);
  return padded;
}

void pack_yuyv(const cv::Mat& yuv, cv::Mat& yuyv) {
  cv::Mat chroma;
  cv::resize(chroma_of(yuv), chroma, {yuv.cols / 2, yuv.rows}, 0, 0, cv::INTER_AREA);
  mix({yuv, chroma.reshape(1)}, yuyv, {0, 0, 3, 1});
}

void pack_nv12(const cv::Mat& yuv, cv::Mat& y, cv::Mat& chroma) {
  cv::extractChannel(yuv.rowRange(0, y.rows), y, 0);
  cv::resize(chroma_of(yuv), chroma, chroma.size(), 0, 0, cv::INTER_AREA);
}

}  // namespace framering::producer
