// frame_producer: publishes a camera, a video, images or a pattern as a stream.

#include <cstdio>
#include <variant>

#include "options.hpp"
#include "producer_app.hpp"
#include "standard_descriptors.hpp"

int main(int argc, char** argv) {
  using namespace framering::producer;
  framering::reserve_standard_descriptors();
  const auto parsed = parse_options(argc, argv);
  if (const auto* early = std::get_if<EarlyExit>(&parsed)) {
    std::fputs(early->text.c_str(), early->code == 0 ? stdout : stderr);
    return early->code;
  }
  return run(std::get<Options>(parsed));
}
