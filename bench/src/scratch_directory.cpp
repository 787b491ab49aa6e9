#include "scratch_directory.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "failure.hpp"

namespace framering::bench {
namespace {

/// Not std::filesystem::temp_directory_path(), whose errors do not say which directory is no good.
std::string temporary_files() {
  const char* given = std::getenv("TMPDIR");
  return given == nullptr || *given == '\0' ? "/tmp" : given;
}

}  // namespace

ScratchDirectory::ScratchDirectory() : path_(temporary_files() + "/frame_bench.XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) throw_errno(path_);
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code left;
  std::filesystem::remove_all(path_, left);
}

}  // namespace framering::bench
