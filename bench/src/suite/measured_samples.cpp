#include "suite/measured_samples.hpp"

#include <exception>
#include <utility>

#include "statistics.hpp"

namespace framering::bench {

std::vector<double> MeasuredSamples::each_round(double percent) const {
  std::vector<double> figures;
  for (const auto& samples : rounds) figures.push_back(percentile_of(samples, percent));
  return figures;
}

void add_round(std::initializer_list<MeasuredSamples*> measured,
               const std::function<std::vector<std::vector<double>>()>& measure) {
  if (!(*measured.begin())->failure.empty()) return;
  try {
    auto samples = measure();
    for (std::size_t i = 0; i < measured.size(); ++i) {
      measured.begin()[i]->rounds.push_back(std::move(samples.at(i)));
    }
  } catch (const std::exception& failure) {
    for (MeasuredSamples* each : measured) each->failure = failure.what();
  }
}

}  // namespace framering::bench
