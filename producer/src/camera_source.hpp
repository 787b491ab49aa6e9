#pragma once
// Frames of a camera, also across its being unplugged and plugged in again.

#include "camera_capture.hpp"
#include "framering/result.hpp"
#include "source_factory.hpp"

namespace framering::producer {

/// Opens the camera. Errors: not_found, busy, denied, unsupported, system.
Result<OpenedSource> open_camera(const CameraOptions& options);

/// Whether `driver_ns` can be when a frame was captured that was fetched at `acquired_ns`: not
/// later, and less than a second before.
bool is_plausible_capture_time(std::int64_t driver_ns, std::int64_t acquired_ns) noexcept;

}  // namespace framering::producer
