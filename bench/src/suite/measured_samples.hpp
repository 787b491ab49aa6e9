#pragma once
// Samples that were taken in each round, at once or in turns: of a limit, a ping-pong, a step of
// clients.

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "rounds.hpp"

namespace framering::bench {

/// The samples of each round before the first that failed, in microseconds.
struct MeasuredSamples {
  std::string name;
  std::vector<std::vector<double>> rounds = {};
  std::string failure = {};  ///< of the first round that failed; it is not tried again

  /// That percentile of each round.
  std::vector<double> each_round(double percent) const;
  /// The mean of each round, whose inverse is a rate.
  std::vector<double> each_mean() const;
};

/// Adds what `measure` gives, which are as many samples as are `measured` together: a round, or a
/// turn of one. If it throws, the reason is kept with each of them; none of what has failed is
/// measured again; if a turn fails, its round is dropped.
void add_round(std::initializer_list<MeasuredSamples*> measured,
               const std::function<std::vector<std::vector<double>>()>& measure, Turn turn = {});

}  // namespace framering::bench
