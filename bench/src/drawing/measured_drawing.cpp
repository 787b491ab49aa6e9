#include "drawing/measured_drawing.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>

#include "statistics.hpp"

namespace framering::bench {
namespace {

using Whose = DrawnFrames DrawingOutcome::*;

OverRounds figure_of(const MeasuredDrawing& drawing, Whose whose, double DrawnFrames::*figure) {
  return over_rounds(drawing.each_round(whose, figure));
}

nlohmann::json side_as_json(const MeasuredDrawing& drawing, Whose whose) {
  return {{"cpu_us", as_json(figure_of(drawing, whose, &DrawnFrames::cpu_us))},
          {"drawn_fps", as_json(figure_of(drawing, whose, &DrawnFrames::fps))},
          {"missed", drawing.missed(whose)}};
}

std::string as_row(const MeasuredDrawing& drawing, const char* name, Whose whose) {
  const OverRounds cpu_us = figure_of(drawing, whose, &DrawnFrames::cpu_us);
  return fmt::format("{:<44}{:>11.0f}{:>11.0f}{:>11.0f}{:>11.1f}{:>9}\n", name, cpu_us.median,
                     cpu_us.low, cpu_us.high, figure_of(drawing, whose, &DrawnFrames::fps).median,
                     drawing.missed(whose));
}

void measure(MeasuredDrawing& drawing, const PictureRoll& roll) {
  if (!drawing.skipped.empty() || !drawing.failure.empty()) return;
  try {
    // By turns, so that neither gains by its place.
    const DrawnFirst first =
        drawing.rounds.size() % 2 == 0 ? DrawnFirst::alone : DrawnFirst::viewer;
    drawing.rounds.push_back(run_drawing(drawing.plan, drawing.programs, roll, first));
  } catch (const NoWindow& reason) {
    drawing.skipped = reason.what();
  } catch (const std::exception& failure) {
    drawing.failure = failure.what();
  }
}

}  // namespace

std::vector<double> MeasuredDrawing::each_round(Whose whose, double DrawnFrames::*figure) const {
  std::vector<double> figures;
  for (const DrawingOutcome& outcome : rounds) figures.push_back(outcome.*whose.*figure);
  return figures;
}

std::uint64_t MeasuredDrawing::missed(Whose whose) const {
  std::uint64_t most = 0;
  for (const DrawingOutcome& outcome : rounds) most = std::max(most, (outcome.*whose).missed);
  return most;
}

MeasuredDrawing drawing_of(const DrawingPlan& plan) {
  MeasuredDrawing drawing{.plan = plan, .programs = find_drawing_programs(own_directory())};
  drawing.skipped = why_no_drawing(drawing.programs);
  return drawing;
}

Step step_of(MeasuredDrawing& drawing, const PictureRoll& roll) {
  constexpr double kStartSeconds = 3;
  const double seconds = 2 * static_cast<double>(drawing.plan.frames) / drawing.plan.fps;
  return {.name = "viewer",
          .seconds = drawing.skipped.empty() ? seconds + kStartSeconds : 0,
          .run = [&drawing, &roll] { measure(drawing, roll); }};
}

Target target_of(const MeasuredDrawing& drawing) {
  const auto each = [&](Whose whose) { return drawing.each_round(whose, &DrawnFrames::cpu_us); };
  Target target{.what = "viewer, overlay off: CPU per drawn frame ÷ upload, draw and swap alone",
                .ratios = ratios_of(each(&DrawingOutcome::viewer), each(&DrawingOutcome::alone)),
                .bound = 1.10};
  if (target.ratios.empty()) {
    target.note = drawing.skipped.empty() ? drawing.failure : "skipped: " + drawing.skipped;
    if (target.note.empty()) target.note = "not part of this run";
    return target;
  }
  const auto fps = [&](Whose whose) { return figure_of(drawing, whose, &DrawnFrames::fps).median; };
  target.note = fmt::format("{:.1f} and {:.1f} frames/s drawn", fps(&DrawingOutcome::viewer),
                            fps(&DrawingOutcome::alone));
  return target;
}

nlohmann::json as_json(const MeasuredDrawing& drawing) {
  return {{"width", drawing.plan.width},
          {"height", drawing.plan.height},
          {"fps", drawing.plan.fps},
          {"frames", drawing.plan.frames},
          {"viewer", side_as_json(drawing, &DrawingOutcome::viewer)},
          {"alone", side_as_json(drawing, &DrawingOutcome::alone)},
          {"ratio", as_json(target_of(drawing).ratio())},
          {"skipped", drawing.skipped},
          {"failure", drawing.failure}};
}

std::string as_text(const MeasuredDrawing& drawing) {
  std::string text =
      fmt::format("{:<44}{:>11}{:>11}{:>11}{:>11}{:>9}\n",
                  fmt::format("CPU µs for a drawn frame, {} x {}, {} fps", drawing.plan.width,
                              drawing.plan.height, drawing.plan.fps),
                  "median", "low", "high", "drawn fps", "missed");
  if (!drawing.rounds.empty()) {
    text += as_row(drawing, "frame_viewer, overlay off", &DrawingOutcome::viewer);
    text += as_row(drawing, "upload, draw and swap alone", &DrawingOutcome::alone);
  }
  if (!drawing.skipped.empty()) text += "skipped: " + drawing.skipped + '\n';
  if (!drawing.failure.empty()) text += "failed: " + drawing.failure + '\n';
  return text;
}

}  // namespace framering::bench
