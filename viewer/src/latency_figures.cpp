// Figures from statistics.

#include "latency_figures.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace framering::viewer {
namespace {

constexpr std::chrono::milliseconds kRefresh{250};
constexpr std::size_t kHistogramBins = 48;

void refresh_plot(LatencyFigures& figures, const LatencyWindow& window) {
  figures.newest_us = window.newest(kPlotSamples);
  const auto highest = std::max_element(figures.newest_us.begin(), figures.newest_us.end());
  figures.plot_top_us =
      round_up(highest == figures.newest_us.end() ? 1 : static_cast<double>(*highest));
}

}  // namespace

double round_up(double value) {
  if (!(value > 0)) return 1;
  const double decade = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1, 2, 5}) {
    if (step * decade >= value) return step * decade;
  }
  return 10 * decade;
}

void refresh(LatencyFigures& figures, const LedgerStatistics& statistics, std::int64_t now_ns) {
  const std::chrono::nanoseconds age(now_ns - figures.taken_ns);
  if (figures.taken_ns != 0 && age < kRefresh) return;
  figures.taken_ns = now_ns;
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    figures.stages[i] = statistics.stage(i).percentiles();
  }
  const LatencyWindow& whole = statistics.stage(kEndToEnd);
  figures.samples = whole.size();
  refresh_plot(figures, whole);
  figures.histogram_top_us = round_up(figures.stages[kEndToEnd].p99 * 1.1);
  figures.histogram = whole.histogram(kHistogramBins, 0, figures.histogram_top_us);
}

}  // namespace framering::viewer
