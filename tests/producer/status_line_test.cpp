// The figures that the user sees.

#include "status_line.hpp"

#include <gtest/gtest.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>
#include <utility>

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
  EXPECT_EQ(status_text("cam", figures, 29.97, {.readers = 1}),
            "cam: 30.0 fps, 120 frames, capture 1.50 ms, publish 0.25 ms, 1 reader");
  figures.signal = false;
  figures.unreadable = 2;
  EXPECT_EQ(status_text("cam", figures, 0, {.readers = 3, .pipe = 1, .tcp = 2}),
            "cam: 0.0 fps, 120 frames, capture 1.50 ms, publish 0.25 ms, 3 readers, 1 pipe, "
            "2 tcp, no signal, 2 unreadable");
}

TEST(SummaryText, CountsIntervalsNotFrames) {
  CaptureFigures figures;
  EXPECT_EQ(summary_text(figures), "published 0 frames in 0.0 s (0.0 fps)");
  figures.frames = 301;
  figures.seconds = 10;
  EXPECT_EQ(summary_text(figures), "published 301 frames in 10.0 s (30.0 fps)");
}

/// Takes what is logged while it lives.
class Log {
 public:
  Log() {
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_st>(text_);
    auto logger = std::make_shared<spdlog::logger>("test", std::move(sink));
    logger->set_pattern("%v");
    spdlog::set_default_logger(std::move(logger));
  }
  ~Log() { spdlog::set_default_logger(before_); }
  std::string text() const { return text_.str(); }

 private:
  std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
  std::ostringstream text_;
};

TEST(StatusLine, SaysOnceThatItBeginsAndHowItEnded) {
  const Log log;
  StatusLine line("cam");
  line.begin("camera 0", 1 << 20);
  line.begin("camera 0", 1 << 20);
  line.finish({});
  EXPECT_EQ(log.text(),
            "publishing camera 0 as cam, a ring of 1.0 MiB\ncam: published 0 frames in 0.0 s (0.0 "
            "fps)\n");
}

TEST(StatusLine, SaysOnceThatTheSignalIsLostAndOnceThatItIsBack) {
  const Log log;
  StatusLine line("cam");
  CaptureFigures figures;
  for (const bool present : {true, false, false, true, true}) {
    figures.signal = present;
    line.update(figures, {}, kStart);
  }
  EXPECT_EQ(log.text(), "cam: no signal; waiting for it\ncam: signal is back\n");
}

}  // namespace
}  // namespace framering::producer
