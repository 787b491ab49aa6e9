// The program behind `frame_bench viewer`.

#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>

#include "bench_app.hpp"
#include "drawing/measured_drawing.hpp"
#include "output.hpp"

namespace framering::bench {
namespace {

std::string json_text(const ViewerOptions& options, const MeasuredDrawing& drawing) {
  nlohmann::json report = as_json(drawing);
  report["bench"] = "viewer";
  report["schema"] = 1;
  report["rounds"] = options.rounds;
  return json_lines(report);
}

std::string table(const MeasuredDrawing& drawing) {
  return as_text(drawing) + '\n' + targets_as_text({target_of(drawing)});
}

}  // namespace

int run(const ViewerOptions& options) {
  try {
    if (const Status room = check_writable(options.json); !room) return fail(room.error().message);
    MeasuredDrawing drawing = drawing_of(options.plan);
    if (!drawing.skipped.empty()) return fail("viewer: " + drawing.skipped);
    const PictureRoll roll(options.plan.width * 3, options.plan.height);
    run_rounds({step_of(drawing, roll)}, options.rounds);
    const Status written = write_figures(options.json, json_text(options, drawing), table(drawing));
    if (!written) return fail(written.error().message);
    const std::string problem = drawing.skipped + drawing.failure;
    return problem.empty() ? EXIT_SUCCESS : fail("viewer: " + problem);
  } catch (const std::exception& failure) {
    return fail(failure.what());
  }
}

}  // namespace framering::bench
