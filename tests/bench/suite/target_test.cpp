#include "suite/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace framering::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Ratios, AreThoseOfEachRound) {
  EXPECT_THAT(ratios_of({2, 9, 8}, {1, 3, 4}), ElementsAre(2, 3, 2));
  EXPECT_THAT(ratios_of({2, 9, 8}, {1, 3}), ElementsAre(2, 3));
  EXPECT_THAT(ratios_of({2, 9}, {0, 3}), ElementsAre(3));
}

TEST(Target, IsMetByTheMedian) {
  EXPECT_TRUE((Target{.what = "", .ratios = {1, 1.5, 3}, .bound = 1.5}.met()));
  EXPECT_FALSE((Target{.what = "", .ratios = {1, 1.51, 3}, .bound = 1.5}.met()));
  EXPECT_TRUE((Target{.what = "", .ratios = {0.9}, .bound = 0.9, .at_least = true}.met()));
  EXPECT_FALSE((Target{.what = "", .ratios = {0.8}, .bound = 0.9, .at_least = true}.met()));
  EXPECT_FALSE((Target{.what = "", .bound = 1}.met())) << "nothing was measured";
}

TEST(Target, SaysSoInTheTableAndInJson) {
  const std::vector<Target> targets = {{.what = "a", .ratios = {1.25}, .bound = 1},
                                       {.what = "b", .ratios = {0.75}, .bound = 1},
                                       {.what = "c", .bound = 1, .note = "not part of this run"}};
  const std::string text = targets_as_text(targets);
  EXPECT_THAT(text, HasSubstr("NOT MET"));
  EXPECT_THAT(text, HasSubstr("  met"));
  EXPECT_THAT(text, HasSubstr("not measured: not part of this run"));
  EXPECT_EQ(as_json(targets[0])["ratio"]["median"], 1.25);
  EXPECT_EQ(as_json(targets[0])["bound"], 1);
  EXPECT_EQ(as_json(targets[0])["met"], false);
  EXPECT_EQ(as_json(targets[2])["measured"], false);
}

TEST(Target, HasAsManyDecimalsAsTellItFromItsBound) {
  const auto text_of = [](double ratio) {
    return targets_as_text({{.what = "a", .ratios = {ratio}, .bound = 1}});
  };
  EXPECT_THAT(text_of(1.002), HasSubstr(" 1.002    1.002 … 1.002 "));
  EXPECT_THAT(text_of(0.99996), HasSubstr(" 0.99996  0.99996 … 0.99996 "));
  EXPECT_THAT(text_of(1), HasSubstr(" 1.00     1.00 … 1.00 "));
  EXPECT_THAT(text_of(1.234), HasSubstr(" 1.23     1.23 … 1.23 "));
}

}  // namespace
}  // namespace framering::bench
