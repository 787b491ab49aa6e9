#pragma once
// Which range of values is shown: the one that was asked for, else the first picture's own.

#include <cstddef>
#include <optional>
#include <span>

#include "picture_layout.hpp"
#include "value_range.hpp"

namespace framering::viewer {

/// Belongs to one thread.
class RangeControl {
 public:
  /// `fixed`: what the user asked for, for all pictures of values.
  explicit RangeControl(std::optional<ValueRange> fixed) : fixed_(fixed) {}

  /// Whether a picture of this layout is the first of its kind, so that its extent is wanted.
  bool wants_extent(const PictureLayout& layout) const noexcept;

  /// `layout` is shown from now on; `extent` is its first picture's, where that was wanted.
  void adopt(const PictureLayout& layout, const std::optional<ValueRange>& extent);

  /// What the user has set by hand.
  void set(const ValueRange& range) { range_ = range; }

  const ValueRange& range() const noexcept { return range_; }
  /// Between which range() can be set by hand.
  const ValueRange& limits() const noexcept { return limits_; }

 private:
  std::optional<ValueRange> fixed_;
  std::optional<Texel> kind_;
  ValueRange range_{0, 255};
  ValueRange limits_{0, 255};
};

}  // namespace framering::viewer
