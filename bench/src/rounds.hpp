#pragma once
// Interleaved rounds: A B C A B C, so that what changes on the machine meanwhile meets all alike.

#include <functional>
#include <string>
#include <vector>

namespace framering::bench {

/// One measurement of a round.
struct Step {
  std::string name;           ///< for the progress bar
  double seconds = 1;         ///< about how long it takes
  std::function<void()> run;  ///< once in each round, or in a turn of it
};

/// A part of a round. What is compared closely is measured in several, so that what changes on the
/// machine within a round meets all alike; their samples together are the round's.
struct Turn {
  unsigned number = 0;  ///< 0 begins the round; the others come in any order
  unsigned of = 1;      ///< the same in each round
};

/// One of as many parts of a turn, which are turns as well.
constexpr Turn part_of(Turn turn, unsigned number, unsigned of) noexcept {
  return {.number = turn.number * of + number, .of = turn.of * of};
}

/// Runs all steps in each of `rounds`. Shows on stderr, if that is a terminal, how far it is.
/// Throws std::runtime_error when it is told to stop (stop_signals.hpp), and what the steps throw.
void run_rounds(const std::vector<Step>& steps, unsigned rounds);

}  // namespace framering::bench
