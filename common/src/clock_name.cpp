#include "clock_name.hpp"

#include <unistd.h>

#include <array>
#include <fstream>

namespace framering {

std::string clock_name() {
  std::string name;
  std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), name);
  std::array<char, 64> space{};
  const ssize_t length = ::readlink("/proc/self/ns/time", space.data(), space.size());
  return name + " " + std::string(space.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
}

}  // namespace framering
