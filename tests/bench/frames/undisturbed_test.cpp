#include "frames/undisturbed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace framering::bench {
namespace {

using testing::SizeIs;

constexpr std::uint32_t kWidth = 64;
constexpr std::uint32_t kHeight = 31;
constexpr std::int64_t kAll = std::int64_t{3600} * 1'000'000'000;

/// The bare handover, from whose trials time is stolen as it is told.
class Undisturbed : public ::testing::Test {
 protected:
  TrialOutcome run(std::vector<std::int64_t> stolen_each) {
    runs_ = 0;
    Way way = *std::ranges::find(ways_, "bare handover", &Way::name);
    way.start_broker = [&, start = way.start_broker](const WaySetup& setup) {
      stolen_ns_ += stolen_each.at(runs_++);
      if (fails_) throw std::runtime_error("no memory");
      return start(setup);
    };
    const TrialPlan plan{.width = kWidth, .height = kHeight, .fps = 200, .frames = 20};
    return run_undisturbed(way, plan, roll_, [&] { return stolen_ns_; });
  }

  const std::vector<Way> ways_ = all_ways();
  const PictureRoll roll_{kWidth * 3, kHeight};
  std::int64_t stolen_ns_ = 0;
  std::size_t runs_ = 0;
  bool fails_ = false;
};

TEST_F(Undisturbed, TrialIsTheFirst) {
  const TrialOutcome outcome = run({0});
  EXPECT_EQ(outcome.failure, "");
  EXPECT_THAT(outcome.consumed_us, SizeIs(20));
  EXPECT_EQ(outcome.repeats, 0U);
}

TEST_F(Undisturbed, TrialComesAfterOneThatWasDisturbed) {
  const TrialOutcome outcome = run({kAll, 0});
  EXPECT_EQ(runs_, 2U);
  EXPECT_THAT(outcome.consumed_us, SizeIs(20)) << "those of the second alone";
  EXPECT_EQ(outcome.repeats, 1U);
}

TEST_F(Undisturbed, TrialIsGivenUpAfterThree) {
  const TrialOutcome outcome = run({kAll, kAll, kAll});
  EXPECT_EQ(runs_, 3U);
  EXPECT_THAT(outcome.consumed_us, SizeIs(20));
  EXPECT_EQ(outcome.repeats, 2U);
}

TEST_F(Undisturbed, TrialThatFailsIsNotTriedAgain) {
  fails_ = true;
  EXPECT_EQ(run({kAll, 0}).failure, "no memory");
  EXPECT_EQ(runs_, 1U);
}

TEST(StolenTime, DoesNotRunBackwards) {
  const std::int64_t before = stolen_ns();
  EXPECT_GE(before, 0);
  EXPECT_GE(stolen_ns(), before);
}

}  // namespace
}  // namespace framering::bench
