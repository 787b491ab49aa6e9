#include "suite/machine.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace framering::bench {
namespace {

/// What follows `key` on its line, without separators and quotes; empty: it is not there.
std::string value_in(const char* path, const std::string& key) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key)) continue;
    const std::size_t from = line.find_first_not_of("\t :=\"", key.size());
    if (from == std::string::npos) continue;
    return line.substr(from, line.find_last_not_of("\" ") - from + 1);
  }
  return {};
}

double memory_gib() {
  const double pages = static_cast<double>(::sysconf(_SC_PHYS_PAGES));
  return pages * static_cast<double>(::sysconf(_SC_PAGE_SIZE)) / (1 << 30);
}

}  // namespace

nlohmann::json machine_as_json() {
  utsname system{};
  ::uname(&system);
  return {{"cpu", value_in("/proc/cpuinfo", "model name")},
          {"cores", ::sysconf(_SC_NPROCESSORS_ONLN)},
          {"memory_gib", std::round(memory_gib() * 10) / 10},
          {"kernel", system.release},
          {"os", value_in("/etc/os-release", "PRETTY_NAME")}};
}

}  // namespace framering::bench
