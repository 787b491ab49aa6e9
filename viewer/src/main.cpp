// frame_viewer: shows a stream, and how long each frame took to get here.

#include <variant>

#include "options.hpp"
#include "run.hpp"

int main(int argc, char** argv) {
  const auto parsed = framering::viewer::parse_options(argc, argv);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  return framering::viewer::run(std::get<framering::viewer::Options>(parsed));
}
