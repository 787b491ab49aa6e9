#include "framering/latency_window.hpp"

#include <algorithm>

#include "nearest_rank.hpp"

namespace framering {

LatencyWindow::LatencyWindow(std::size_t capacity) : capacity_(std::max<std::size_t>(capacity, 1)) {
  samples_.reserve(capacity_);
}

void LatencyWindow::add(double sample) {
  if (samples_.size() < capacity_) {
    samples_.push_back(sample);
    return;
  }
  samples_[oldest_] = sample;
  oldest_ = (oldest_ + 1) % capacity_;
}

Percentiles LatencyWindow::percentiles() const {
  if (samples_.empty()) return {};
  std::vector<double> sorted = samples_;
  std::sort(sorted.begin(), sorted.end());
  return {nearest_rank(sorted, 50), nearest_rank(sorted, 95), nearest_rank(sorted, 99),
          sorted.back()};
}

double LatencyWindow::last() const noexcept {
  if (samples_.empty()) return 0;
  return samples_[(oldest_ + samples_.size() - 1) % samples_.size()];
}

std::vector<float> LatencyWindow::newest(std::size_t count) const {
  count = std::min(count, samples_.size());
  std::vector<float> result(count);
  const std::size_t first = oldest_ + samples_.size() - count;
  for (std::size_t i = 0; i < count; ++i) {
    result[i] = static_cast<float>(samples_[(first + i) % samples_.size()]);
  }
  return result;
}

std::vector<float> LatencyWindow::histogram(std::size_t bins, double low, double high) const {
  std::vector<float> counts(bins);
  if (bins == 0 || !(high > low)) return counts;
  for (const double sample : samples_) {
    const double place = (sample - low) / (high - low) * static_cast<double>(bins);
    const double bin = std::clamp(place, 0.0, static_cast<double>(bins - 1));
    counts[static_cast<std::size_t>(bin)] += 1;
  }
  return counts;
}

}  // namespace framering
