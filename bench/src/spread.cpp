#include "spread.hpp"

#include <algorithm>
#include <numeric>

namespace framering::bench {

Spread spread_of(std::vector<double> samples) {
  if (samples.empty()) return {};
  std::sort(samples.begin(), samples.end());
  const std::size_t count = samples.size();
  const std::size_t half = count / 2;
  return {.fastest = samples.front(),
          .median = count % 2 == 1 ? samples[half] : (samples[half - 1] + samples[half]) / 2,
          .mean = std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(count),
          .slowest = samples.back(),
          .samples = count};
}

}  // namespace framering::bench
