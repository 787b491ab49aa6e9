#include "spread.hpp"

#include <algorithm>
#include <numeric>

#include "nearest_rank.hpp"

namespace framering::bench {

Spread spread_of(std::vector<double> samples) {
  if (samples.empty()) return {};
  std::sort(samples.begin(), samples.end());
  const std::size_t count = samples.size();
  return {.fastest = samples.front(),
          .median = nearest_rank(samples, 50),
          .mean = std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(count),
          .slowest = samples.back(),
          .samples = count};
}

}  // namespace framering::bench
