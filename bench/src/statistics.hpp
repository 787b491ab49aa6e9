#pragma once
// How a bench says what it found: percentiles of samples, and their spread over rounds.

#include <array>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace framering::bench {

/// By nearest rank, as all percentiles of the bench; 0 without samples.
double percentile_of(std::vector<double> samples, double percent);

struct Percentile {
  const char* name;  ///< in JSON
  double percent;
};
inline constexpr std::array<Percentile, 5> kPercentiles = {
    {{"p50", 50}, {"p90", 90}, {"p99", 99}, {"p99_9", 99.9}, {"max", 100}}};

/// A figure over rounds. All of it 0 where there are none.
struct OverRounds {
  double median = 0;
  double low = 0;
  double high = 0;
};

OverRounds over_rounds(std::vector<double> figures);
nlohmann::json as_json(const OverRounds& figure);

/// Each of kPercentiles of each round's samples, over the rounds.
nlohmann::json percentiles_as_json(const std::vector<std::vector<double>>& rounds);
/// One percentile of each round's samples, over the rounds.
OverRounds percentile_over_rounds(const std::vector<std::vector<double>>& rounds, double percent);

}  // namespace framering::bench
