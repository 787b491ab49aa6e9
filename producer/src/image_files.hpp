#pragma once
// Which image files the user means.

#include <string>
#include <vector>

#include "framering/result.hpp"

namespace framering::producer {

/// The files among `paths`, each folder replaced by the image files in it, sorted by name. Errors:
/// not_found (a path, or images in a folder), denied.
Result<std::vector<std::string>> image_files(const std::vector<std::string>& paths);

}  // namespace framering::producer
