#include "statistics.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "nearest_rank.hpp"

namespace framering::bench {

double percentile_of(std::vector<double> samples, double percent) {
  std::ranges::sort(samples);
  return nearest_rank(samples, percent);
}

OverRounds over_rounds(std::vector<double> figures) {
  if (figures.empty()) return {};
  std::ranges::sort(figures);
  return {.median = nearest_rank(figures, 50), .low = figures.front(), .high = figures.back()};
}

nlohmann::json as_json(const OverRounds& figure) {
  return {{"median", figure.median}, {"low", figure.low}, {"high", figure.high}};
}

OverRounds percentile_over_rounds(const std::vector<std::vector<double>>& rounds, double percent) {
  std::vector<double> figures;
  for (const std::vector<double>& samples : rounds) {
    if (!samples.empty()) figures.push_back(percentile_of(samples, percent));
  }
  return over_rounds(figures);
}

nlohmann::json percentiles_as_json(const std::vector<std::vector<double>>& rounds) {
  nlohmann::json all;
  for (const auto& [name, percent] : kPercentiles) {
    all[name] = as_json(percentile_over_rounds(rounds, percent));
  }
  return all;
}

}  // namespace framering::bench
