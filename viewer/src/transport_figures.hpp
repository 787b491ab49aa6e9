#pragma once
// What the transports cost, as the overlay shows it: calculated now and then.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "frame_receiver.hpp"

namespace framering::viewer {

/// A column of the comparison table.
struct TransportColumn {
  std::uint64_t frames = 0;  ///< 0: not used yet
  std::uint64_t missed = 0;
  std::array<std::optional<Percentiles>, kStages.size()> stages;  ///< microseconds
  std::optional<Percentiles> echo_us;
  std::optional<double> bytes_copied;  ///< per frame
  std::optional<double> viewer_cpu_us;
  std::optional<double> server_cpu_us;
};

struct TransportFigures {
  std::array<TransportColumn, kTransports.size()> columns;
  std::vector<Transport> available;
  Transport chosen = Transport::shm;  ///< another than the present one while it is being attached
  std::int64_t taken_ns = 0;          ///< CLOCK_MONOTONIC
};

/// The A/B panel.
struct AbFigures {
  Transport a = Transport::shm;
  Transport b = Transport::shm;
  std::uint64_t matched = 0;
  std::uint64_t unmatched_a = 0;
  std::uint64_t unmatched_b = 0;
  std::uint64_t compared = 0;
  std::uint64_t identical = 0;
  std::optional<Percentiles> a_us;  ///< captured to received
  std::optional<Percentiles> b_us;
  std::optional<Percentiles> difference_us;  ///< B less A
  std::int64_t taken_ns = 0;
};

/// The percentiles, unless the window is empty.
std::optional<Percentiles> figures_of(const LatencyWindow& window);

/// Take the figures anew if they are older than a quarter of a second.
void refresh(TransportFigures& figures, const FrameReceiver& receiver, std::int64_t now_ns);
void refresh(std::optional<AbFigures>& figures, const FrameReceiver& receiver, std::int64_t now_ns);

}  // namespace framering::viewer
