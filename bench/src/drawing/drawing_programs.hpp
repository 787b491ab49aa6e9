#pragma once
// Where the programs are whose drawing is compared.

#include <string>

namespace framering::bench {

/// Paths; empty: not found.
struct DrawingPrograms {
  std::string viewer;  ///< frame_viewer
  std::string alone;   ///< frame_bench_draw_alone, which uploads, draws and swaps alone
};

/// Beside frame_bench as it is installed (`directory` is where it lies), or beside it in the build
/// tree, or in PATH.
DrawingPrograms find_drawing_programs(const std::string& directory);
/// Where the program that runs lies.
std::string own_directory();

/// Why nothing can be measured here: the first of these programs, or of what a display takes, that
/// is missing; empty: all is there.
std::string why_no_drawing(const DrawingPrograms& programs);

}  // namespace framering::bench
