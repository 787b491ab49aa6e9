// Looking through a picture of values.

#include "value_extent.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace framering::viewer {
namespace {

// IEEE 754 binary16, which C++20 has no type for: 1 bit of sign, 5 of exponent, 10 of fraction.
double half_to_double(std::uint16_t bits) {
  const double sign = (bits & 0x8000) != 0 ? -1 : 1;
  const int exponent = (bits >> 10) & 0x1f;
  const double fraction = bits & 0x3ff;
  if (exponent == 0x1f) return std::numeric_limits<double>::quiet_NaN();  // or infinite: not finite
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(1024 + fraction, exponent - 25);
}

template <typename Number>
Number load(const std::byte* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof(number));
  return number;
}

double value_at(Texel texel, const std::byte* bytes) {
  switch (texel) {
    case Texel::r16:
      return load<std::uint16_t>(bytes);
    case Texel::r16f:
      return half_to_double(load<std::uint16_t>(bytes));
    case Texel::r32f:
      return load<float>(bytes);
    default:
      return load<std::uint8_t>(bytes);
  }
}

}  // namespace

std::optional<ValueRange> value_extent(const PictureLayout& layout,
                                       std::span<const std::byte> payload) {
  const PlaneLayout& plane = layout.planes[0];
  ValueRange extent{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
  for (int y = 0; y < plane.size.height; ++y) {
    const std::byte* row =
        payload.data() + plane.offset_bytes + static_cast<std::size_t>(y) * plane.stride_bytes;
    for (int x = 0; x < plane.size.width; ++x) {
      const double value =
          value_at(plane.texel, row + static_cast<std::size_t>(x) * size_of(plane.texel));
      if (!std::isfinite(value)) continue;
      extent.low = std::min(extent.low, value);
      extent.high = std::max(extent.high, value);
    }
  }
  return extent.low <= extent.high ? std::optional(extent) : std::nullopt;
}

}  // namespace framering::viewer
