// Which image files the user means.

#include "image_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>

#include "readable_file.hpp"

namespace framering::producer {
namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> images_in(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code problem;
  fs::directory_iterator entry(folder, problem);
  for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
    // By content, not by name: whatever OpenCV can read is an image.
    std::error_code unknown;
    const std::string path = entry->path().string();
    if (entry->is_regular_file(unknown) && cv::haveImageReader(path)) files.push_back(path);
  }
  if (problem) {
    return Error{ErrorCode::denied,
                 fmt::format("folder {}: {}; check its permissions", folder, problem.message())};
  }
  if (files.empty()) {
    return Error{ErrorCode::not_found,
                 fmt::format("no images in {}; give a folder of PNG, JPEG or the like, or try "
                             "--pattern",
                             folder)};
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<std::string>> image_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (const Status readable = check_readable(path, "image"); !readable) return readable.error();
    std::error_code problem;
    if (!fs::is_directory(path, problem)) {
      files.push_back(path);
      continue;
    }
    auto found = images_in(path);
    if (!found) return found.error();
    files.insert(files.end(), found->begin(), found->end());
  }
  return files;
}

}  // namespace framering::producer
