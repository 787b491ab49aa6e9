#include "peers/announcement.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace framering::bench {
namespace {

const std::string kPrefix = "process.";

}  // namespace

void announce_process(const std::string& directory) {
  std::ofstream(directory + '/' + kPrefix + std::to_string(::getpid()));
}

std::vector<pid_t> announced_processes(const std::string& directory) {
  std::vector<pid_t> processes;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(directory, none)) {
    const std::string name = entry.path().filename();
    if (name.starts_with(kPrefix)) processes.push_back(std::atoi(&name[kPrefix.size()]));
  }
  return processes;
}

}  // namespace framering::bench
