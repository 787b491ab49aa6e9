// The figures that the user sees.

#include "status_line.hpp"

#include <gtest/gtest.h>

namespace framering::producer {
namespace {

using namespace std::chrono_literals;
const Deadline kStart{std::chrono::hours(1)};

TEST(RateMeter, LooksAtTheLastTwoSeconds) {
  RateMeter meter;
  EXPECT_EQ(meter.rate(0, kStart), 0);
  EXPECT_DOUBLE_EQ(meter.rate(30, kStart + 1s), 30);
  EXPECT_DOUBLE_EQ(meter.rate(60, kStart + 2s), 30);
  EXPECT_DOUBLE_EQ(meter.rate(60, kStart + 3s), 15);
  EXPECT_DOUBLE_EQ(meter.rate(60, kStart + 4s), 0);
}

TEST(StatusText, ShowsFiguresAndTroubles) {
  CaptureFigures figures;
  figures.frames = 120;
  figures.capture_ms = 1.5;
  figures.publish_ms = 0.25;
  EXPECT_EQ(status_text("cam", figures, 29.97, 1),
            "cam: 30.0 fps, 120 frames, capture 1.50 ms, publish 0.25 ms, 1 reader");
  figures.signal = false;
  figures.unreadable = 2;
  EXPECT_EQ(status_text("cam", figures, 0, 3),
            "cam: 0.0 fps, 120 frames, capture 1.50 ms, publish 0.25 ms, 3 readers, no signal, "
            "2 unreadable");
}

TEST(SummaryText, CountsIntervalsNotFrames) {
  CaptureFigures figures;
  EXPECT_EQ(summary_text(figures), "published 0 frames in 0.0 s (0.0 fps)");
  figures.frames = 301;
  figures.seconds = 10;
  EXPECT_EQ(summary_text(figures), "published 301 frames in 10.0 s (30.0 fps)");
}

}  // namespace
}  // namespace framering::producer
