// Choosing the range of values.

#include "range_control.hpp"

#include <algorithm>

namespace framering::viewer {
namespace {

// A picture of one value all over would otherwise be divided by zero.
ValueRange opened(ValueRange range) {
  if (range.low == range.high) range.high = range.low + 1;
  return range;
}

}  // namespace

bool RangeControl::wants_extent(const PictureLayout& layout) const noexcept {
  return layout.needs_range && kind_ != layout.planes[0].texel;
}

void RangeControl::adopt(const PictureLayout& layout, const std::optional<ValueRange>& extent) {
  if (layout.sampling != Sampling::value || kind_ == layout.planes[0].texel) return;
  kind_ = layout.planes[0].texel;
  limits_ = opened(extent.value_or(ValueRange{0, layout.value_scale}));
  range_ = fixed_.value_or(limits_);
  limits_.low = std::min({limits_.low, range_.low, range_.high});
  limits_.high = std::max({limits_.high, range_.low, range_.high});
}

}  // namespace framering::viewer
