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

TEST(Turn, HasPartsThatAreTurnsOfTheRound) {
  constexpr unsigned kTurns = 6;
  constexpr unsigned kParts = 3;
  std::vector<unsigned> numbers;
  for (unsigned number = 0; number < kTurns; ++number) {
    for (unsigned part = 0; part < kParts; ++part) {
      const Turn turn = part_of({.number = number, .of = kTurns}, part, kParts);
      EXPECT_EQ(turn.of, kTurns * kParts);
      EXPECT_EQ(turn.number, numbers.size()) << "each once, and 0 in the first";
      numbers.push_back(turn.number);
    }
  }
}

}  // namespace
}  // namespace framering::bench
