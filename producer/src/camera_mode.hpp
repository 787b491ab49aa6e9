#pragma once
// Which of a camera's formats to ask for.

#include <cstdint>
#include <optional>
#include <vector>

#include "options.hpp"
#include "raw_picture.hpp"
#include "v4l2_device.hpp"

namespace framering::producer {

/// One way in which a camera can deliver.
struct CameraMode {
  std::uint32_t fourcc = 0;  ///< V4L2's
  PictureSize size;
  double fps = 0;  ///< 0: the camera does not say
  bool operator==(const CameraMode&) const = default;
};

/// How pixels of that V4L2 format lie; nothing for those that only OpenCV converts.
std::optional<RawFormat> raw_format_of(std::uint32_t fourcc);

/// The mode that comes nearest: first by size, then by reaching the rate, then by what it costs to
/// turn into `wanted`; compressed formats only where no raw one reaches the rate. Nothing: no
/// format of this camera is known to raw_format_of().
std::optional<CameraMode> choose_mode(const std::vector<CameraFormat>& formats, PictureSize size,
                                      double fps, PixelFormat wanted);

}  // namespace framering::producer
