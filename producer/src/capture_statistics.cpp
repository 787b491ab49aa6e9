// What the capture thread has done.

#include "capture_statistics.hpp"

namespace framering::producer {
namespace {

double milliseconds(std::int64_t from_ns, std::int64_t to_ns) {
  return static_cast<double>(to_ns - from_ns) * 1e-6;
}

}  // namespace

void CaptureStatistics::add_frame(std::int64_t captured_ns, std::int64_t acquired_ns,
                                  std::int64_t published_ns) {
  const std::lock_guard lock(mutex_);
  if (counted_.frames++ == 0) first_published_ns_ = published_ns;
  counted_.seconds = milliseconds(first_published_ns_, published_ns) * 1e-3;
  counted_.signal = true;
  capture_ms_.add(milliseconds(captured_ns, acquired_ns));
  publish_ms_.add(milliseconds(acquired_ns, published_ns));
}

void CaptureStatistics::add_unreadable() {
  const std::lock_guard lock(mutex_);
  ++counted_.unreadable;
}

void CaptureStatistics::set_signal(bool present) {
  const std::lock_guard lock(mutex_);
  counted_.signal = present;
}

void CaptureStatistics::set_expected_fps(double fps) {
  const std::lock_guard lock(mutex_);
  counted_.expected_fps = fps;
}

CaptureFigures CaptureStatistics::figures() const {
  std::unique_lock lock(mutex_);
  CaptureFigures figures = counted_;
  const LatencyWindow capture = capture_ms_;
  const LatencyWindow publish = publish_ms_;
  lock.unlock();  // sorting must not keep the capture thread waiting
  figures.capture_ms = capture.percentiles().p50;
  figures.publish_ms = publish.percentiles().p50;
  return figures;
}

}  // namespace framering::producer
