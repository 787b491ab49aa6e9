#include "suite/suite.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "suite/machine.hpp"

namespace framering::bench {
namespace {

class SuiteTest : public ::testing::Test {
 protected:
  void SetUp() override { steps_ = suite_.steps(); }
  Suite suite_{{.quick = true}};
  std::vector<Step> steps_;
};

TEST_F(SuiteTest, HasAStepForEachTrialAndPingPong) {
  constexpr std::size_t kOfLimits = 2;  // copies, and bare handovers
  EXPECT_EQ(steps_.size(), kOfLimits + suite_.trials().size() + suite_.pingpongs().size());
  EXPECT_EQ(suite_.pingpongs().size(), pingpong_methods().size() + pingpong_limits().size());
}

TEST_F(SuiteTest, HasNoFiguresBeforeItHasRun) {
  for (const Target& target : suite_.targets()) {
    EXPECT_TRUE(target.ratios.empty()) << target.what;
    EXPECT_FALSE(target.met()) << target.what;
  }
  EXPECT_TRUE(as_json(suite_)["trials"].is_array());
}

TEST_F(SuiteTest, MeasuresATargetAsSoonAsBothItsFiguresAreThere) {
  const auto is_cheap = [](const Step& step) {
    return step.name.starts_with("ping-pong") || step.name.starts_with("bare");
  };
  for (const Step& step : steps_) {
    if (is_cheap(step)) step.run();
  }
  const auto targets = suite_.targets();
  const auto measured =
      std::ranges::count_if(targets, [](const Target& target) { return !target.ratios.empty(); });
  EXPECT_EQ(measured, 3) << "both of ping-pong, and the one of bare handovers alone";
  for (const MeasuredSamples& pingpong : suite_.pingpongs()) EXPECT_EQ(pingpong.failure, "");
}

TEST(Machine, IsDescribed) {
  const auto machine = machine_as_json();
  EXPECT_GE(machine["cores"].get<int>(), 1);
  EXPECT_FALSE(machine["kernel"].get<std::string>().empty());
}

}  // namespace
}  // namespace framering::bench
