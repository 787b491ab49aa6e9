#include "scratch_directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace framering::bench {

ScratchDirectory::ScratchDirectory()
    : path_(std::filesystem::temp_directory_path() / "frame_bench.XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) {
    throw std::runtime_error(path_ + ": " + std::generic_category().message(errno));
  }
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code left;
  std::filesystem::remove_all(path_, left);
}

}  // namespace framering::bench
