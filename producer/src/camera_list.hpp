#pragma once
// Which cameras there are.

#include <optional>
#include <string>
#include <vector>

#include "framering/result.hpp"
#include "v4l2_device.hpp"

namespace framering::producer {

struct CameraInfo {
  std::string path;   ///< /dev/video0
  std::string by_id;  ///< under /dev/v4l/by-id; empty: it has none
  CameraIdentity identity;
  std::vector<CameraFormat> formats;
  std::string problem;  ///< why it could not be asked; empty: it was
};

/// All cameras, and the nodes that refused to tell. Nodes that capture no video are left out.
std::vector<CameraInfo> list_cameras();

/// The node at which that camera is now, `preferred` if it is there; nothing: it is not plugged in.
std::optional<std::string> find_camera(const CameraIdentity& identity,
                                       const std::string& preferred);

/// For people; says so where there are none.
std::string cameras_as_text(const std::vector<CameraInfo>& cameras);

}  // namespace framering::producer
