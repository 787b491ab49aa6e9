// Two moments, and the frames between them.

#include "drawing_cost.hpp"

namespace framering::viewer {

void DrawingCost::add(std::int64_t presented_ns, std::int64_t cpu_ns) noexcept {
  ++seen_;
  last_ = {presented_ns, cpu_ns};
  if (seen_ == kWarmUp) first_ = last_;
}

std::optional<double> DrawingCost::cpu_us_per_frame() const noexcept {
  if (frames() == 0) return std::nullopt;
  return static_cast<double>(last_.cpu_ns - first_.cpu_ns) / 1e3 / static_cast<double>(frames());
}

std::optional<double> DrawingCost::fps() const noexcept {
  const std::int64_t span_ns = last_.presented_ns - first_.presented_ns;
  if (frames() == 0 || span_ns <= 0) return std::nullopt;
  return static_cast<double>(frames()) * 1e9 / static_cast<double>(span_ns);
}

}  // namespace framering::viewer
