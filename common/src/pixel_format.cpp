#include "framering/pixel_format.hpp"

#include <array>
#include <utility>

namespace framering {
namespace {

constexpr std::array<std::pair<PixelFormat, std::string_view>, 8> kFormatNames = {{
    {PixelFormat::rgb8, "rgb8"},
    {PixelFormat::bgr8, "bgr8"},
    {PixelFormat::rgba8, "rgba8"},
    {PixelFormat::bgra8, "bgra8"},
    {PixelFormat::gray8, "gray8"},
    {PixelFormat::gray16, "gray16"},
    {PixelFormat::yuyv, "yuyv"},
    {PixelFormat::nv12, "nv12"},
}};

struct DtypeFacts {
  std::string_view name;
  std::size_t bytes;
};

constexpr std::array<DtypeFacts, 12> kDtypes = {{{"", 0},
                                                 {"uint8", 1},
                                                 {"int8", 1},
                                                 {"uint16", 2},
                                                 {"int16", 2},
                                                 {"uint32", 4},
                                                 {"int32", 4},
                                                 {"uint64", 8},
                                                 {"int64", 8},
                                                 {"float16", 2},
                                                 {"float32", 4},
                                                 {"float64", 8}}};

constexpr DtypeFacts facts(Dtype dtype) {
  const auto number = static_cast<std::size_t>(dtype);
  return number < kDtypes.size() ? kDtypes[number] : kDtypes[0];
}

}  // namespace

std::size_t size_of(Dtype dtype) noexcept { return facts(dtype).bytes; }

std::string_view name_of(Dtype dtype) noexcept { return facts(dtype).name; }

std::string_view name_of(PixelFormat format) noexcept {
  for (const auto& [value, name] : kFormatNames) {
    if (value == format) return name;
  }
  return {};
}

std::optional<PixelFormat> pixel_format_from_name(std::string_view name) noexcept {
  for (const auto& [value, known] : kFormatNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

}  // namespace framering
