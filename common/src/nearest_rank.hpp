#pragma once
// Percentiles, by the one definition that is used everywhere.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace framering {

/// The percentile by nearest rank: the smallest of the sorted samples that at least so many percent
/// of all do not exceed. 0 without samples.
inline double nearest_rank(std::span<const double> sorted, double percent) {
  if (sorted.empty()) return 0;
  constexpr double kRounding = 1e-9;  // 99.9 % of 1000 are not a hair more than 999
  const auto rank = std::ceil(percent * static_cast<double>(sorted.size()) / 100 - kRounding);
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

}  // namespace framering
