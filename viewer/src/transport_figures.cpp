// Figures from the accounts.

#include "transport_figures.hpp"

#include <chrono>

namespace framering::viewer {
namespace {

constexpr std::chrono::milliseconds kRefresh{250};

bool is_fresh(std::int64_t taken_ns, std::int64_t now_ns) {
  return taken_ns != 0 && std::chrono::nanoseconds(now_ns - taken_ns) < kRefresh;
}

void refresh_column(TransportColumn& column, const TransportAccount& account) {
  column.frames = account.frames;
  column.missed = account.missed;
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    column.stages[i] = figures_of(account.statistics.stage(i));
  }
  column.echo_us = figures_of(account.echo_us);
  column.bytes_copied = account.bytes_per_frame();
  column.viewer_cpu_us = account.viewer_cpu.us_per_frame();
  column.server_cpu_us = account.server_cpu.us_per_frame();
}

}  // namespace

std::optional<Percentiles> figures_of(const LatencyWindow& window) {
  return window.size() == 0 ? std::nullopt : std::optional(window.percentiles());
}

void refresh(TransportFigures& figures, const FrameReceiver& receiver, std::int64_t now_ns) {
  figures.available = receiver.source().options().available;
  figures.chosen = receiver.source().chosen();
  if (is_fresh(figures.taken_ns, now_ns)) return;
  figures.taken_ns = now_ns;
  for (const Transport transport : kTransports) {
    TransportColumn& column = figures.columns[static_cast<std::size_t>(transport)];
    const TransportAccount& account = receiver.accounts().of(transport);
    // The others stand still, and sorting takes its time.
    if (account.frames != column.frames) refresh_column(column, account);
  }
}

void refresh(std::optional<AbFigures>& figures, const FrameReceiver& receiver,
             std::int64_t now_ns) {
  if (receiver.ab() == nullptr) return figures.reset();
  if (!figures) figures.emplace();
  figures->a = receiver.subscriber().transport();
  figures->b = receiver.ab()->subscriber().transport();
  if (is_fresh(figures->taken_ns, now_ns)) return;
  const AbComparison& comparison = receiver.ab()->comparison();
  figures->taken_ns = now_ns;
  figures->matched = comparison.matched();
  figures->unmatched_a = comparison.unmatched(Side::a);
  figures->unmatched_b = comparison.unmatched(Side::b);
  figures->compared = comparison.compared();
  figures->identical = comparison.identical();
  figures->a_us = figures_of(comparison.latency_us(Side::a));
  figures->b_us = figures_of(comparison.latency_us(Side::b));
  figures->difference_us = figures_of(comparison.difference_us());
}

}  // namespace framering::viewer
