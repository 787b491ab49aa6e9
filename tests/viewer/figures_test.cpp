// The figures of the overlay: rates, scales, percentiles.

#include <gtest/gtest.h>

#include "latency_figures.hpp"
#include "rate_meter.hpp"
#include "viewer_state.hpp"

namespace framering::viewer {
namespace {

constexpr std::int64_t kSecond_ns = 1'000'000'000;

TEST(RateMeter, CountsWhatHappenedInTheLastTwoSeconds) {
  RateMeter meter;
  for (int i = 0; i < 300; ++i) meter.add(i * kSecond_ns / 100);
  EXPECT_NEAR(meter.per_second(3 * kSecond_ns), 100, 1e-6);
}

TEST(RateMeter, FollowsAChangeOfRate) {
  RateMeter meter;
  std::int64_t now_ns = 0;
  for (int i = 0; i < 100; ++i) meter.add(now_ns += kSecond_ns / 100);
  for (int i = 0; i < 40; ++i) meter.add(now_ns += kSecond_ns / 10);
  EXPECT_NEAR(meter.per_second(now_ns), 10, 1e-6);
}

TEST(RateMeter, FallsToZeroInSilence) {
  RateMeter meter;
  EXPECT_EQ(meter.per_second(0), 0);
  meter.add(0);
  EXPECT_EQ(meter.per_second(1), 0);
  meter.add(kSecond_ns);
  EXPECT_NEAR(meter.per_second(kSecond_ns), 1, 1e-9);
  EXPECT_EQ(meter.per_second(4 * kSecond_ns), 0);
}

TEST(RoundUp, GivesOneTwoOrFiveOfADecade) {
  EXPECT_DOUBLE_EQ(round_up(0), 1);
  EXPECT_DOUBLE_EQ(round_up(0.3), 0.5);
  EXPECT_DOUBLE_EQ(round_up(1), 1);
  EXPECT_DOUBLE_EQ(round_up(1.1), 2);
  EXPECT_DOUBLE_EQ(round_up(4800), 5000);
  EXPECT_DOUBLE_EQ(round_up(6), 10);
}

TEST(LatencyFigures, AreTakenAnewOnlyNowAndThen) {
  LedgerStatistics statistics;
  const Ledger ledger{.captured_ns = 1000,
                      .acquired_ns = 2000,
                      .published_ns = 3000,
                      .received_ns = 4000,
                      .uploaded_ns = 5000,
                      .presented_ns = 11000};
  statistics.add(ledger);
  LatencyFigures figures;
  refresh(figures, statistics, kSecond_ns);
  EXPECT_EQ(figures.samples, 1U);
  EXPECT_DOUBLE_EQ(figures.stages[kEndToEnd].p50, 10);
  EXPECT_DOUBLE_EQ(figures.stages[4].p50, 6);
  EXPECT_EQ(figures.newest_us, std::vector<float>{10});
  statistics.add(ledger);
  refresh(figures, statistics, kSecond_ns + 1);
  EXPECT_EQ(figures.samples, 1U);
  refresh(figures, statistics, 2 * kSecond_ns);
  EXPECT_EQ(figures.samples, 2U);
}

TEST(LatencyFigures, EndToEndIsWhatTheLedgerCallsSo) {
  EXPECT_EQ(kStages[kEndToEnd].name, "captured_to_presented");
  EXPECT_EQ(kStages[kStepCount - 1].name, "uploaded_to_presented");
}

TEST(StandingText, SaysWhyNothingIsNew) {
  ViewerState state;
  state.stream = "camera0";
  EXPECT_EQ(standing_text(state), "waiting for stream camera0");
  state.now_ns = now_ns();
  state.standing_since_ns = state.now_ns - 7 * kSecond_ns;
  state.standing = Standing::no_signal;
  EXPECT_EQ(standing_text(state).rfind("no signal since ", 0), 0U) << standing_text(state);
  EXPECT_NE(standing_text(state).find("(7 s)"), std::string::npos) << standing_text(state);
  state.standing = Standing::ended;
  EXPECT_EQ(standing_text(state).rfind("stream ended", 0), 0U);
  state.standing = Standing::gone;
  EXPECT_EQ(standing_text(state).rfind("producer gone", 0), 0U);
}

TEST(StandingText, IsEmptyWhileFramesComeAndGivesTheAgeWhenNot) {
  ViewerState state;
  state.standing = Standing::live;
  EXPECT_EQ(standing_text(state), "waiting for the first frame");
  state.now_ns = now_ns();
  state.last_received_ns = state.now_ns - kSecond_ns / 2;
  EXPECT_EQ(standing_text(state), "");
  state.last_received_ns = state.now_ns - 3 * kSecond_ns;
  EXPECT_EQ(standing_text(state).rfind("no frame since ", 0), 0U);
}

}  // namespace
}  // namespace framering::viewer
