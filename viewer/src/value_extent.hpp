#pragma once
// The least and the greatest number in a picture of values.

#include <cstddef>
#include <optional>
#include <span>

#include "picture_layout.hpp"
#include "value_range.hpp"

namespace framering::viewer {

/// Over the finite numbers of a picture whose sampling is `value`; nothing if there are none.
std::optional<ValueRange> value_extent(const PictureLayout& layout,
                                       std::span<const std::byte> payload);

}  // namespace framering::viewer
