// How far two clocks are apart: the true value lies within what is said.

#include "framering/clock_offset.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

namespace framering {
namespace {

/// An echo with a peer whose clock is `ahead`, with these times on the way.
EchoStamps echo(std::int64_t ahead, std::int64_t there, std::int64_t back,
                std::int64_t sent = 1'000, std::int64_t answering = 50) {
  const std::int64_t received = sent + there;
  const std::int64_t replied = received + answering;
  return {sent, received + ahead, replied + ahead, replied + back};
}

TEST(ClockOffset, NothingIsKnownBeforeTheFirstEcho) {
  EXPECT_FALSE(ClockOffsetEstimator().estimate());
}

TEST(ClockOffset, TheRoundTripIsWithoutWhatThePeerTookToAnswer) {
  EXPECT_EQ(echo(1'000'000, 30, 12).round_trip_ns(), 42);
}

TEST(ClockOffset, AnEvenWayTellsTheOffsetExactly) {
  for (const std::int64_t ahead : {0LL, 7LL, -7LL, 1'000'000'000'000LL, -1'000'000'000'000LL}) {
    ClockOffsetEstimator estimator;
    estimator.add(echo(ahead, 40, 40));
    EXPECT_EQ(estimator.estimate()->offset_ns, ahead);
    EXPECT_EQ(estimator.estimate()->uncertainty_ns, 40);
  }
}

TEST(ClockOffset, TheTruthLiesWithinHoweverUnevenTheWay) {
  for (std::int64_t there = 0; there < 50; there += 7) {
    for (std::int64_t back = 0; back < 50; back += 5) {
      ClockOffsetEstimator estimator;
      estimator.add(echo(-12'345, there, back));
      const ClockOffset offset = *estimator.estimate();
      EXPECT_LE(std::abs(offset.offset_ns + 12'345), offset.uncertainty_ns);
    }
  }
}

TEST(ClockOffset, TheShortestRoundTripOfTheWindowCounts) {
  ClockOffsetEstimator estimator(3);
  estimator.add(echo(5, 10, 10));
  estimator.add(echo(5, 400, 100));
  EXPECT_EQ(estimator.estimate()->uncertainty_ns, 10);
  estimator.add(echo(5, 300, 100));
  estimator.add(echo(5, 200, 100));  // the first has left the window
  EXPECT_EQ(estimator.estimate()->uncertainty_ns, 150);
}

TEST(ClockOffset, AnEchoThatCameBackBeforeItWasSentIsPassedOver) {
  ClockOffsetEstimator estimator;
  estimator.add({100, 0, 50, 120});
  EXPECT_FALSE(estimator.estimate());
}

TEST(ClockOffset, ClocksYearsApartDoNotOverflow) {
  constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 2;
  ClockOffsetEstimator estimator;
  estimator.add(echo(kFar, 4, 4));
  EXPECT_EQ(estimator.estimate()->offset_ns, kFar);
}

}  // namespace
}  // namespace framering
