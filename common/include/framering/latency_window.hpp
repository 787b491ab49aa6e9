#pragma once
// Percentiles of the latest durations, in memory that does not grow.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace framering {

/// Percentiles by nearest rank, in the unit of the samples.
struct Percentiles {
  double p50 = 0;
  double p95 = 0;
  double p99 = 0;
  double max = 0;
};

/// The last `capacity` samples of a quantity. Belongs to one thread.
class LatencyWindow {
 public:
  explicit LatencyWindow(std::size_t capacity = 4096);

  /// Adds a sample; when full, the oldest one leaves.
  void add(double sample);
  std::size_t size() const noexcept { return samples_.size(); }
  /// Zeros while there are no samples.
  Percentiles percentiles() const;
  /// The newest sample; 0 while there are none.
  double last() const noexcept;
  /// The newest `count` samples (or fewer), oldest first.
  std::vector<float> newest(std::size_t count) const;
  /// How many samples fall into each of `bins` equal parts of [low, high); those beyond count in
  /// the first or last.
  std::vector<float> histogram(std::size_t bins, double low, double high) const;

 private:
  std::size_t capacity_;
  std::size_t oldest_ = 0;  // where the next sample goes once the window is full
  std::vector<double> samples_;
};

}  // namespace framering
