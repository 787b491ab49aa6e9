// What the figures of a program cost it for each frame, and each time that they are shown.

#include <benchmark/benchmark.h>

#include "framering/latency_window.hpp"
#include "framering/ledger.hpp"

namespace framering::bench {
namespace {

/// Durations as they come: close together, in no order.
double duration_us(std::uint64_t index) { return 700.0 + static_cast<double>(index * 7919 % 997); }

LatencyWindow full_window() {
  LatencyWindow window;
  for (std::uint64_t i = 0; i < 4096; ++i) window.add(duration_us(i));
  return window;
}

/// A frame that passed every stage.
Ledger full_ledger() {
  return {.captured_ns = 1'000,
          .acquired_ns = 2'000,
          .published_ns = 3'000,
          .sent_ns = 4'000,
          .received_ns = 5'000,
          .uploaded_ns = 6'000,
          .presented_ns = 7'000};
}

void LatencyWindowAdd(benchmark::State& state) {
  LatencyWindow window = full_window();
  std::uint64_t index = 0;
  for (auto _ : state) window.add(duration_us(index++));
}
BENCHMARK(LatencyWindowAdd);

void LatencyWindowPercentiles(benchmark::State& state) {
  const LatencyWindow window = full_window();
  for (auto _ : state) {
    auto percentiles = window.percentiles();
    benchmark::DoNotOptimize(percentiles);
  }
}
BENCHMARK(LatencyWindowPercentiles);

void LatencyWindowHistogram(benchmark::State& state) {
  const LatencyWindow window = full_window();
  for (auto _ : state) {
    auto bins = window.histogram(64, 700, 1700);
    benchmark::DoNotOptimize(bins);
  }
}
BENCHMARK(LatencyWindowHistogram);

void LedgerOfFrame(benchmark::State& state) {
  const BorrowedFrame frame;
  for (auto _ : state) {
    auto ledger = ledger_of(frame);
    benchmark::DoNotOptimize(ledger);
  }
}
BENCHMARK(LedgerOfFrame);

void LedgerStatisticsAdd(benchmark::State& state) {
  LedgerStatistics statistics;
  const Ledger ledger = full_ledger();
  for (auto _ : state) statistics.add(ledger);
}
BENCHMARK(LedgerStatisticsAdd);

}  // namespace
}  // namespace framering::bench
