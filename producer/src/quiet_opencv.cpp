// What OpenCV and the libraries below it print by themselves.

#include "quiet_opencv.hpp"

#include <cstdlib>
#include <opencv2/core/utils/logger.hpp>

namespace framering::producer {

void quiet_opencv() {
  constexpr int kKeep = 0;
  // OpenCV reads these when the part in question is first used.
  ::setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", kKeep);
  ::setenv("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1", kKeep);
  if (std::getenv("OPENCV_LOG_LEVEL") == nullptr) {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  }
}

}  // namespace framering::producer
