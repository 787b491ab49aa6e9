#include "scratch_directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace framering::bench {
namespace {

/// Not std::filesystem::temp_directory_path(), whose errors do not say which directory is no good.
std::string temporary_files() {
  const char* given = std::getenv("TMPDIR");
  return given == nullptr || *given == '\0' ? "/tmp" : given;
}

}  // namespace

ScratchDirectory::ScratchDirectory() : path_(temporary_files() + "/frame_bench.XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) {
    throw std::runtime_error(path_ + ": " + std::generic_category().message(errno));
  }
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code left;
  std::filesystem::remove_all(path_, left);
}

}  // namespace framering::bench
