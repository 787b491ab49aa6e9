#pragma once
// How some durations are spread.

#include <cstddef>
#include <vector>

namespace framering::bench {

/// All of it 0 where there are no samples.
struct Spread {
  double fastest = 0;
  double median = 0;  ///< by nearest rank: one of the samples
  double mean = 0;
  double slowest = 0;
  std::size_t samples = 0;
};

Spread spread_of(std::vector<double> samples);

}  // namespace framering::bench
