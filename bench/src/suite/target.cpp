#include "suite/target.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace framering::bench {
namespace {

/// Two, or more where the ratio would look like the bound and is not, as words.py has it.
int decimals_of(double ratio, double bound) {
  constexpr int kMostDecimals = 5;
  const auto looks_like_bound = [&](int decimals) {
    const double scale = std::pow(10, decimals);
    return ratio != bound && std::round(ratio * scale) / scale == bound;
  };
  int decimals = 2;
  while (decimals < kMostDecimals && looks_like_bound(decimals)) ++decimals;
  return decimals;
}

}  // namespace

bool Target::met() const {
  if (ratios.empty()) return false;
  return at_least ? ratio().median >= bound : ratio().median <= bound;
}

std::vector<double> ratios_of(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (b[i] > 0) ratios.push_back(a[i] / b[i]);
  }
  return ratios;
}

nlohmann::json as_json(const Target& target) {
  return {
      {"what", target.what},         {"ratio", as_json(target.ratio())},   {"bound", target.bound},
      {"at_least", target.at_least}, {"measured", !target.ratios.empty()}, {"met", target.met()},
      {"note", target.note}};
}

std::string targets_as_text(const std::vector<Target>& targets) {
  std::string text =
      fmt::format("{:<78}{:>8}{:>20}{:>7}\n", "ratio", "median", "low … high", "bound");
  for (const Target& target : targets) {
    const OverRounds ratio = target.ratio();
    if (target.ratios.empty()) {
      text += fmt::format("{:<78}not measured: {}\n", target.what, target.note);
      continue;
    }
    const int decimals = decimals_of(ratio.median, target.bound);
    text +=
        fmt::format("{:<78}{:>8.{}f}{:>9.{}f} … {:<8.{}f}{}{:>6.2f}  {}\n", target.what,
                    ratio.median, decimals, ratio.low, decimals, ratio.high, decimals,
                    target.at_least ? "≥" : "≤", target.bound, target.met() ? "met" : "NOT MET");
  }
  return text;
}

}  // namespace framering::bench
