#include "peers/remains.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace framering::bench {
namespace {

namespace fs = std::filesystem;

const std::string kNotes = "remains.";  // and the number of the process that wrote them

/// Calls `use` with each file of a folder that can be read.
template <typename Use>
void each_file_in(const fs::path& folder, Use use) {
  std::error_code failure;
  fs::directory_iterator entry(folder, failure);
  for (const fs::directory_iterator end; !failure && entry != end; entry.increment(failure)) {
    use(entry->path());
  }
}

void remove_noted(const std::string& path) {
  std::error_code none;
  if (!path.ends_with('*')) {
    fs::remove(path, none);
    return;
  }
  const fs::path beginning = path.substr(0, path.size() - 1);
  each_file_in(beginning.parent_path(), [&](const fs::path& file) {
    const bool is_noted = file.filename().string().starts_with(beginning.filename().string());
    if (is_noted) fs::remove(file, none);
  });
}

}  // namespace

void note_remains(const std::string& directory, const std::string& path) {
  std::ofstream(directory + '/' + kNotes + std::to_string(::getpid()), std::ios::app)
      << path << '\n';
}

void remove_remains(const std::string& directory) {
  each_file_in(directory, [](const fs::path& file) {
    if (!file.filename().string().starts_with(kNotes)) return;
    std::ifstream notes(file);
    for (std::string path; std::getline(notes, path);) remove_noted(path);
  });
}

}  // namespace framering::bench
