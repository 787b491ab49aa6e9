// Deadlines that do not drift: arithmetic alone, no clock is waited for.

#include "pacer.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace framering::producer {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

const Deadline kStart{std::chrono::hours(100)};

TEST(PaceSchedule, FirstFrameIsDueAtOnce) {
  PaceSchedule pace(25);
  EXPECT_EQ(pace.next(kStart), kStart);
}

TEST(PaceSchedule, DoesNotDriftOverAnHourOfLateness) {
  constexpr double kFps = 30000.0 / 1001;  // no whole number of nanoseconds
  PaceSchedule pace(kFps);
  Deadline now = kStart;
  Deadline due = kStart;
  constexpr int kFrames = 107892;
  for (int frame = 0; frame <= kFrames; ++frame) {
    due = pace.next(now);
    now = due + 3ms;  // each frame comes a little late
  }
  const auto expected = nanoseconds(std::llround(kFrames / kFps * 1e9));
  EXPECT_LE(std::abs((due - kStart - expected).count()), 1000);
}

TEST(PaceSchedule, CatchesUpWithAShortDelay) {
  PaceSchedule pace(100);
  pace.next(kStart);
  const Deadline late = kStart + 35ms;
  EXPECT_EQ(pace.next(late), kStart + 10ms);
  EXPECT_EQ(pace.next(late), kStart + 20ms);
  EXPECT_EQ(pace.next(late), kStart + 30ms);
  EXPECT_EQ(pace.next(late), kStart + 40ms);
}

TEST(PaceSchedule, GivesUpWhatALongDelayMissedAndKeepsItsPhase) {
  PaceSchedule pace(100);
  pace.next(kStart);
  EXPECT_EQ(pace.next(kStart + 1004ms), kStart + 1000ms);
  EXPECT_EQ(pace.next(kStart + 1004ms), kStart + 1010ms);
}

TEST(WaitUntil, ReturnsAtOnceWhenStopped) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(wait_until(Clock::now() + 24h, stop.get_token()));
}

TEST(WaitUntil, SaysThatADeadlineInThePastHasCome) {
  EXPECT_TRUE(wait_until(Clock::now() - 1s, {}));
}

}  // namespace
}  // namespace framering::producer
