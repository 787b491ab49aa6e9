#include "rounds.hpp"

#include <gtest/gtest.h>

namespace framering::bench {
namespace {

TEST(Rounds, LetEveryStepTakeItsTurnInEachOfThem) {
  std::string order;
  const auto step = [&order](char name) {
    return Step{std::string(1, name), 1, [&order, name] { order += name; }};
  };
  run_rounds({step('A'), step('B'), step('C')}, 2);
  EXPECT_EQ(order, "ABCABC");
}

}  // namespace
}  // namespace framering::bench
