#pragma once
// The ledger's statistics as the overlay shows them: calculated now and then, since figures that
// change with every frame cannot be read.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "framering/ledger.hpp"

namespace framering::viewer {

/// The stages of kStages that follow each other, and the whole way.
inline constexpr std::size_t kStepCount = 5;
inline constexpr std::size_t kEndToEnd = 6;

/// As many frames as the plot has room for.
inline constexpr std::size_t kPlotSamples = 240;

struct LatencyFigures {
  std::array<Percentiles, kStages.size()> stages{};  ///< microseconds
  std::size_t samples = 0;                           ///< end to end, in the window
  std::vector<float> newest_us;  ///< end to end, of the latest frames, oldest first
  double plot_top_us = 0;        ///< upper end of the plot's scale; a round number
  std::vector<float> histogram;  ///< frames per bin, end to end
  double histogram_top_us = 0;   ///< upper end of the last bin; a round number
  std::int64_t taken_ns = 0;     ///< CLOCK_MONOTONIC
};

/// Takes the figures anew if they are older than a quarter of a second.
void refresh(LatencyFigures& figures, const LedgerStatistics& statistics, std::int64_t now_ns);

/// The least of 1, 2, 5, 10, 20, 50, … that is not below `value`.
double round_up(double value);

}  // namespace framering::viewer
