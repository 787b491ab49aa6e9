#include "statistics.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace framering::bench {

double percentile(const std::vector<double>& sorted, double percent) {
  if (sorted.empty()) return 0;
  constexpr double kRounding = 1e-9;  // 99.9 % of 1000 are not a hair more than 999
  const auto rank = std::ceil(percent * static_cast<double>(sorted.size()) / 100 - kRounding);
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

OverRounds over_rounds(std::vector<double> figures) {
  if (figures.empty()) return {};
  std::ranges::sort(figures);
  return {.median = percentile(figures, 50), .low = figures.front(), .high = figures.back()};
}

nlohmann::json as_json(const OverRounds& figure) {
  return {{"median", figure.median}, {"low", figure.low}, {"high", figure.high}};
}

OverRounds percentile_over_rounds(const std::vector<std::vector<double>>& rounds, double percent) {
  std::vector<double> figures;
  for (std::vector<double> samples : rounds) {
    if (samples.empty()) continue;
    std::ranges::sort(samples);
    figures.push_back(percentile(samples, percent));
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
