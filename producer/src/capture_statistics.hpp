#pragma once
// What the capture thread has done, for the main thread to show.

#include <cstdint>
#include <mutex>

#include "framering/latency_window.hpp"

namespace framering::producer {

/// A moment's figures.
struct CaptureFigures {
  std::uint64_t frames = 0;      ///< published
  std::uint64_t unreadable = 0;  ///< grabbed, but broken
  bool signal = true;            ///< whether the source delivers
  double capture_ms = 0;         ///< median, captured to acquired, of the last frames
  double publish_ms = 0;         ///< median, acquired to published, of the last frames
  double expected_fps = 0;       ///< the rate that the source should have; 0: not known
  double seconds = 0;            ///< from the first frame to the last
};

/// Written by the capture thread, read by any.
class CaptureStatistics {
 public:
  void add_frame(std::int64_t captured_ns, std::int64_t acquired_ns, std::int64_t published_ns);
  void add_unreadable();
  void set_signal(bool present);
  void set_expected_fps(double fps);
  CaptureFigures figures() const;

 private:
  static constexpr std::size_t kWindow = 256;

  mutable std::mutex mutex_;
  CaptureFigures counted_;
  std::int64_t first_published_ns_ = 0;
  LatencyWindow capture_ms_{kWindow};
  LatencyWindow publish_ms_{kWindow};
};

}  // namespace framering::producer
