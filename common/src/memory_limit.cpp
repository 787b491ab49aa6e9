#include "memory_limit.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>
#include <optional>

namespace framering {
namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

std::optional<std::uint64_t> read_number(const std::string& path) {
  std::ifstream file(path);
  std::uint64_t number = 0;
  if (!(file >> number)) return std::nullopt;  // absent, or "max"
  return number;
}

/// The number after `key` in a file of "key number" lines.
std::optional<std::uint64_t> read_field(const std::string& path, const std::string& key) {
  std::ifstream file(path);
  std::string name;
  std::string rest;
  while (file >> name) {
    std::uint64_t number = 0;
    if (name == key && file >> number) return number;
    std::getline(file, rest);
  }
  return std::nullopt;
}

std::uint64_t system_available() {
  const auto kibibytes = read_field("/proc/meminfo", "MemAvailable:");
  return kibibytes ? *kibibytes * 1024 : kNoLimit;
}

struct CgroupFiles {
  const char* limit;
  const char* usage;
  const char* reclaimable;  // page cache that the kernel drops before it kills
};
constexpr CgroupFiles kVersion1 = {"/memory.limit_in_bytes", "/memory.usage_in_bytes",
                                   "total_inactive_file"};
constexpr CgroupFiles kVersion2 = {"/memory.max", "/memory.current", "inactive_file"};

std::uint64_t headroom(const std::string& group, const CgroupFiles& files) {
  const auto limit = read_number(group + files.limit);
  const auto usage = read_number(group + files.usage);
  if (!limit || !usage) return kNoLimit;
  const std::uint64_t cache = read_field(group + "/memory.stat", files.reclaimable).value_or(0);
  const std::uint64_t used = *usage - std::min(cache, *usage);
  return *limit - std::min(used, *limit);
}

/// The least headroom of the group at `path` below `root` and of all groups above it.
std::uint64_t least_headroom(const std::string& root, std::string path, const CgroupFiles& files) {
  std::uint64_t least = headroom(root, files);
  while (path.size() > 1) {
    least = std::min(least, headroom(root + path, files));
    path.resize(path.rfind('/'));
  }
  return least;
}

std::uint64_t cgroup_available() {
  std::ifstream groups("/proc/self/cgroup");  // lines of "number:controllers:path"
  std::uint64_t least = kNoLimit;
  for (std::string line; std::getline(groups, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string path = line.substr(second + 1);
    if (controllers.empty()) {
      least = std::min(least, least_headroom("/sys/fs/cgroup", path, kVersion2));
    } else if (controllers == "memory") {
      least = std::min(least, least_headroom("/sys/fs/cgroup/memory", path, kVersion1));
    }
  }
  return least;
}

}  // namespace

MemoryLimit available_memory() {
  const std::uint64_t system = system_available();
  const std::uint64_t cgroup = cgroup_available();
  if (cgroup < system) return {cgroup, "the memory cgroup's limit"};
  return {system, "the memory that is free"};
}

std::string mebibytes(std::uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MiB", static_cast<double>(bytes) / (1024.0 * 1024.0));
  return text;
}

}  // namespace framering
