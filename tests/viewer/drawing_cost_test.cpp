#include "drawing_cost.hpp"

#include <gtest/gtest.h>

namespace framering::viewer {
namespace {

constexpr std::int64_t kPeriodNs = 10'000'000;

/// Presents frames at a fixed rate, of which each takes that much of the processor.
void present(DrawingCost& cost, std::uint64_t from, std::uint64_t to, std::int64_t cpu_us) {
  for (std::uint64_t frame = from; frame < to; ++frame) {
    const auto number = static_cast<std::int64_t>(frame);
    cost.add(number * kPeriodNs, number * cpu_us * 1000);
  }
}

TEST(DrawingCost, HasNoFiguresOfTheWarmUp) {
  DrawingCost cost;
  EXPECT_FALSE(cost.cpu_us_per_frame());
  present(cost, 0, DrawingCost::kWarmUp, 700);
  EXPECT_EQ(cost.frames(), 0U);
  EXPECT_FALSE(cost.cpu_us_per_frame());
  EXPECT_FALSE(cost.fps());
}

TEST(DrawingCost, IsThatOfFramesAfterIt) {
  DrawingCost cost;
  for (std::uint64_t frame = 0; frame + 1 < DrawingCost::kWarmUp; ++frame) cost.add(0, 0);
  constexpr std::uint64_t kFrames = 20;
  present(cost, 1000, 1000 + 1 + kFrames, 250);
  EXPECT_EQ(cost.frames(), kFrames);
  EXPECT_DOUBLE_EQ(*cost.cpu_us_per_frame(), 250);
  EXPECT_DOUBLE_EQ(*cost.fps(), 100);
}

TEST(DrawingCost, HasNoRateWhereNoTimePassed) {
  DrawingCost cost;
  for (std::uint64_t frame = 0; frame <= DrawingCost::kWarmUp; ++frame) cost.add(5, 5);
  EXPECT_FALSE(cost.fps());
  EXPECT_EQ(cost.cpu_us_per_frame(), 0);
}

}  // namespace
}  // namespace framering::viewer
