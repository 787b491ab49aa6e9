#pragma once
// The speed that is to be reached, as ratios within one run.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "statistics.hpp"

namespace framering::bench {

struct Target {
  std::string what;
  std::vector<double> ratios = {};  ///< of each round
  double bound = 1;
  bool at_least = false;  ///< the ratio is to be this or more; else this or less
  std::string note = {};  ///< why there is no ratio, or what to know of it

  OverRounds ratio() const { return over_rounds(ratios); }
  /// Whether the median over the rounds is within the bound.
  bool met() const;
};

/// a[i] / b[i] of each round that both have; a divisor of 0 is passed over.
std::vector<double> ratios_of(const std::vector<double>& a, const std::vector<double>& b);

nlohmann::json as_json(const Target& target);
std::string targets_as_text(const std::vector<Target>& targets);

}  // namespace framering::bench
