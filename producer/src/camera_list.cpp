// Which cameras there are.

#include "camera_list.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

namespace framering::producer {
namespace {

namespace fs = std::filesystem;

/// The number in /dev/videoN; -1 for what is no such node.
int node_number(const std::string& path) {
  constexpr std::string_view kPrefix = "/dev/video";
  if (!path.starts_with(kPrefix)) return -1;
  int number = -1;
  const char* end = path.data() + path.size();
  const auto [stop, problem] = std::from_chars(path.data() + kPrefix.size(), end, number);
  return problem == std::errc{} && stop == end ? number : -1;
}

std::vector<std::string> entries(const char* folder) {
  std::vector<std::string> paths;
  std::error_code problem;
  fs::directory_iterator entry(folder, problem);
  for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
    paths.push_back(entry->path().string());
  }
  return paths;
}

/// The nodes /dev/videoN, by number.
std::vector<std::string> video_nodes() {
  std::vector<std::string> nodes = entries("/dev");
  std::erase_if(nodes, [](const std::string& path) { return node_number(path) < 0; });
  std::sort(nodes.begin(), nodes.end(), [](const std::string& a, const std::string& b) {
    return node_number(a) < node_number(b);
  });
  return nodes;
}

std::string by_id_of(const std::string& node) {
  for (const std::string& link : entries("/dev/v4l/by-id")) {
    std::error_code problem;
    if (fs::equivalent(link, node, problem)) return link;
  }
  return {};
}

std::string size_text(const CameraSize& size) {
  if (size.step_width == 0) return fmt::format("{}x{}", size.min_width, size.min_height);
  return fmt::format("{}x{} to {}x{} in steps of {}x{}", size.min_width, size.min_height,
                     size.max_width, size.max_height, size.step_width, size.step_height);
}

std::string rates_text(const std::vector<double>& rates) {
  if (rates.empty()) return {};
  std::string text = " at";
  for (const double rate : rates) {
    text += fmt::format("{}{:g}", text.size() > 3 ? ", " : " ", std::round(rate * 100) / 100);
  }
  return text + " fps";
}

std::string camera_text(const CameraInfo& camera) {
  if (!camera.problem.empty()) return camera.problem + "\n";
  std::string text = fmt::format("{}\n  path: {}\n", camera.identity.card, camera.path);
  if (!camera.by_id.empty()) text += fmt::format("  by-id: {}\n", camera.by_id);
  text += fmt::format("  bus: {}\n", camera.identity.bus);
  for (const CameraFormat& format : camera.formats) {
    text += fmt::format("  {} ({})\n", fourcc_text(format.fourcc), format.description);
    for (const CameraSize& size : format.sizes) {
      text += fmt::format("    {}{}\n", size_text(size), rates_text(size.rates));
    }
  }
  return text;
}

}  // namespace

std::vector<CameraInfo> list_cameras() {
  std::vector<CameraInfo> cameras;
  for (const std::string& node : video_nodes()) {
    const auto device = V4l2Device::open(node);
    if (device) {
      cameras.push_back({node, by_id_of(node), device->identity(), device->formats(), {}});
    } else if (device.error().code != ErrorCode::unsupported) {
      cameras.push_back({node, {}, {}, {}, device.error().message});
    }
  }
  return cameras;
}

std::optional<std::string> find_camera(const CameraIdentity& identity,
                                       const std::string& preferred) {
  std::vector<std::string> nodes = video_nodes();
  nodes.insert(nodes.begin(), preferred);
  for (const std::string& node : nodes) {
    const auto device = V4l2Device::open(node);
    if (device && device->identity() == identity) return node;
  }
  return std::nullopt;
}

std::string cameras_as_text(const std::vector<CameraInfo>& cameras) {
  if (cameras.empty()) return "no cameras; plug one in, or try --pattern\n";
  std::string text;
  for (const CameraInfo& camera : cameras) text += camera_text(camera);
  return text;
}

}  // namespace framering::producer
