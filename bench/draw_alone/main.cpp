// frame_bench_draw_alone: what frame_bench divides the cost of frame_viewer by.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "draw_alone.hpp"

namespace {

constexpr int kNoWindow = 3;

int draw(const framering::bench::DrawAlonePlan& plan) {
  const auto report = framering::bench::draw_alone(plan);
  fmt::print(report ? stdout : stderr, "{}\n", report ? *report : report.error().message);
  return report ? EXIT_SUCCESS : kNoWindow;
}

}  // namespace

int main(int argc, char** argv) {
  framering::bench::DrawAlonePlan plan;
  CLI::App app(
      "Uploads, draws and swaps frames in the window of frame_viewer, and does nothing\n"
      "else. Prints what a frame took of the processor, as JSON; 3: there is no window.",
      "frame_bench_draw_alone");
  app.add_option("WIDTH", plan.width)->required()->check(CLI::Range(1, 8192));
  app.add_option("HEIGHT", plan.height)->required()->check(CLI::Range(1, 8192));
  app.add_option("FPS", plan.fps)->required()->check(CLI::Range(1.0, 10'000.0));
  app.add_option("FRAMES", plan.frames)->required()->check(CLI::PositiveNumber);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {
    return app.exit(request);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "frame_bench_draw_alone: {}\n", error.what());
    return 2;
  }
  return draw(plan);
}
