#include "suite/measured_samples.hpp"

#include <exception>
#include <utility>

#include "spread.hpp"
#include "statistics.hpp"

namespace framering::bench {

std::vector<double> MeasuredSamples::each_round(double percent) const {
  std::vector<double> figures;
  for (const auto& samples : rounds) figures.push_back(percentile_of(samples, percent));
  return figures;
}

std::vector<double> MeasuredSamples::each_mean() const {
  std::vector<double> means;
  for (const auto& samples : rounds) means.push_back(spread_of(samples).mean);
  return means;
}

void add_round(std::initializer_list<MeasuredSamples*> measured,
               const std::function<std::vector<std::vector<double>>()>& measure, Turn turn) {
  if (!(*measured.begin())->failure.empty()) return;
  try {
    auto samples = measure();
    for (std::size_t i = 0; i < measured.size(); ++i) {
      auto& rounds = measured.begin()[i]->rounds;
      if (turn.number == 0) rounds.emplace_back();
      rounds.back().insert(rounds.back().end(), samples.at(i).begin(), samples.at(i).end());
    }
  } catch (const std::exception& failure) {
    for (MeasuredSamples* each : measured) {
      each->failure = failure.what();
      if (turn.number > 0) each->rounds.pop_back();
    }
  }
}

}  // namespace framering::bench
