#include "drawing/drawing_programs.hpp"

#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "drawing/drawing_display.hpp"
#include "peers/program.hpp"

namespace framering::bench {
namespace {

constexpr const char* kViewer = "frame_viewer";
constexpr const char* kAlone = "frame_bench_draw_alone";

std::string find(const std::string& directory, const std::string& in_build_tree,
                 const std::string& name) {
  for (const std::string& folder : {directory, directory + in_build_tree}) {
    std::string file = folder + '/' + name;
    if (::access(file.c_str(), X_OK) == 0) return file;
  }
  const auto in_path = find_programs(name);
  return in_path.empty() ? "" : in_path.front();
}

}  // namespace

DrawingPrograms find_drawing_programs(const std::string& directory) {
  return {.viewer = find(directory, "/../viewer", kViewer),
          .alone = find(directory, "/draw_alone", kAlone)};
}

std::string own_directory() {
  std::error_code none;
  return std::filesystem::read_symlink("/proc/self/exe", none).parent_path();
}

std::string why_no_drawing(const DrawingPrograms& programs) {
  constexpr const char* kWhere = " is neither beside frame_bench nor in PATH: build or install it";
  if (*FRAMERING_SANITIZE != '\0') {
    return "this was built with sanitizers, which OpenGL's drivers do not bear";
  }
  if (programs.viewer.empty()) return std::string(kViewer) + kWhere;
  if (programs.alone.empty()) return std::string(kAlone) + kWhere;
  return why_no_display();
}

}  // namespace framering::bench
