#include "suite/measured_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace framering::bench {
namespace {

using testing::ElementsAre;

TEST(MeasuredSamples, ThatFailedKeepTheReasonAndAreNotTriedAgain) {
  MeasuredSamples one{.name = "one"};
  MeasuredSamples other{.name = "other"};
  const auto run = [&](bool well) {
    add_round({&one, &other}, [well]() -> std::vector<std::vector<double>> {
      if (!well) throw std::runtime_error("a wrong reply");
      return {{1}, {2}};
    });
  };
  for (const bool well : {true, false, true}) run(well);
  for (const MeasuredSamples& measured : {one, other}) {
    EXPECT_EQ(measured.failure, "a wrong reply");
    EXPECT_EQ(measured.rounds.size(), 1U) << "those before it";
  }
  EXPECT_EQ(other.rounds.front().front(), 2);
}

TEST(MeasuredSamples, HaveAMeanBesideTheirPercentiles) {
  const MeasuredSamples samples{.name = "one", .rounds = {{1, 2, 6}, {4}}};
  EXPECT_THAT(samples.each_mean(), ElementsAre(3, 4));
  EXPECT_THAT(samples.each_round(50), ElementsAre(2, 4));
}

TEST(MeasuredSamples, OfARoundAreThoseOfItsTurns) {
  MeasuredSamples one{.name = "one"};
  const auto add = [&](double sample, unsigned turn) {
    add_round({&one}, [&]() -> std::vector<std::vector<double>> { return {{sample}}; },
              {.number = turn, .of = 2});
  };
  for (const double sample : {1, 3}) {
    add(sample, 0);
    add(sample + 1, 1);
  }
  EXPECT_EQ(one.rounds, (std::vector<std::vector<double>>{{1, 2}, {3, 4}}));
}

}  // namespace
}  // namespace framering::bench
