// How OpenCV and the libraries below it behave in this program.

#include "opencv_setup.hpp"

#include <cstdlib>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>

namespace framering::producer {

void set_up_opencv() {
  // One thread converts. A pool would cost wake-ups for every frame, and ThreadSanitizer, which
  // does not see the pool's own synchronisation, would report every word that it writes.
  cv::setNumThreads(1);
  constexpr int kKeep = 0;
  // OpenCV reads these when the part in question is first used.
  ::setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", kKeep);
  ::setenv("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1", kKeep);
  if (std::getenv("OPENCV_LOG_LEVEL") == nullptr) {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  }
}

}  // namespace framering::producer
