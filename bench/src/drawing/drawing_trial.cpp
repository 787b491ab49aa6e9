#include "drawing/drawing_trial.hpp"

#include <fmt/core.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "child_process.hpp"
#include "drawing/drawing_display.hpp"
#include "drawing/program_process.hpp"
#include "framering/publisher.hpp"
#include "scratch_directory.hpp"
#include "stop_signals.hpp"

namespace framering::bench {
namespace {

using nlohmann::json;

constexpr const char* kStream = "drawing";
constexpr int kNoWindow = 3;           // the exit code of frame_bench_draw_alone
constexpr std::uint64_t kWarmUp = 30;  // frames of which both programs give no figures
constexpr std::chrono::seconds kStartAndEnd(30);
constexpr double kSlowest = 2;  // frames a second that are drawn even on a busy machine
constexpr std::chrono::milliseconds kLook(10);

std::chrono::nanoseconds longest(const DrawingPlan& plan) {
  const double frames = static_cast<double>(plan.frames + kWarmUp);
  return kStartAndEnd +
         std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 * frames / kSlowest));
}

/// A camera's process, until it is ended.
int publish(const DrawingPlan& plan, const PictureRoll& roll, const std::string& directory) {
  FrameDescriptor picture = describe_picture(PixelFormat::rgb8, plan.width, plan.height);
  auto publisher = Publisher::create({.stream = kStream,
                                      .payload_capacity = picture.payload_bytes,
                                      .directory = directory,
                                      .source = "frame_bench"});
  if (!publisher) throw std::runtime_error(publisher.error().message);
  const std::chrono::nanoseconds period(static_cast<std::int64_t>(1e9 / plan.fps));
  const Deadline end = deadline_in(2 * longest(plan));
  for (Deadline due = Clock::now(); due < end; due += period) {
    std::this_thread::sleep_until(due);
    auto frame = publisher->begin(picture.payload_bytes);
    if (!frame) throw std::runtime_error(frame.error().message);
    picture.captured_ns = picture.acquired_ns = now_ns();
    picture.captured_from = CapturedFrom::made;
    roll.take(frame->index(), frame->payload().first(picture.payload_bytes));
    std::move(*frame).publish(picture);
  }
  return EXIT_SUCCESS;
}

/// The programs of a trial, and what they share.
class Drawing {
 public:
  Drawing(const DrawingPlan& plan, const PictureRoll& roll)
      : plan_(plan),
        display_(scratch_.path()),
        publisher_([&] { return publish(plan, roll, scratch_.path()); },
                   [this](const std::string& line) { std::ofstream(publisher_error()) << line; }) {}

  DrawnFrames alone(const std::string& program) {
    run({program, std::to_string(plan_.width), std::to_string(plan_.height),
         fmt::format("{}", plan_.fps), std::to_string(plan_.frames)},
        "frame_bench_draw_alone");
    // Behind whatever a driver has said on standard error.
    return figures_in(json::parse(last_line_of(output()), nullptr, false));
  }

  DrawnFrames viewer(const std::string& program) {
    const std::string report = scratch_.path() + "/viewer.json";
    const double seconds = std::chrono::duration<double>(longest(plan_)).count();
    run({program, kStream, "--no-overlay", "--geometry",
         fmt::format("{}x{}", plan_.width, plan_.height), "--frames",
         std::to_string(plan_.frames + kWarmUp), "--timeout", fmt::format("{:.0f}", seconds),
         "--log-level", "off", "--json", report},
        "frame_viewer");
    return figures_in(json::parse(std::ifstream(report), nullptr, false));
  }

 private:
  std::string output() const { return scratch_.path() + "/output"; }
  std::string publisher_error() const { return scratch_.path() + "/publisher.error"; }

  void run(std::vector<std::string> command, const std::string& name) {
    const ProgramCall call{.command = std::move(command),
                           .environment = {{"DISPLAY", display_.name()},
                                           {"WAYLAND_DISPLAY", std::nullopt},
                                           {"FRAMERING_DIR", scratch_.path()}},
                           .output = output()};
    ChildProcess program([&call]() -> int { exec_program(call); },
                         [](const std::string& line) { fmt::print(stderr, "{}\n", line); });
    const int status = wait(program, name);
    if (status == EXIT_SUCCESS) return;
    const std::string line = last_line_of(output());
    if (status == kNoWindow) {
      throw NoWindow(
          fmt::format("no window can be opened on display {}; without DISPLAY there is "
                      "an Xvfb of its own",
                      display_.name()));
    }
    throw std::runtime_error(line.empty() ? fmt::format("{} ended with status {}", name, status)
                                          : line);
  }

  int wait(ChildProcess& program, const std::string& name) {
    const Deadline deadline = deadline_in(longest(plan_) + kStartAndEnd);
    for (;;) {
      throw_if_stopped();
      if (const int status = program.wait(deadline_in(kLook)); status >= 0) return status;
      if (publisher_.wait(Deadline::min()) >= 0) {
        throw std::runtime_error("its publisher: " + last_line_of(publisher_error()));
      }
      if (Clock::now() >= deadline) throw std::runtime_error(name + " does not come to an end");
    }
  }

  /// What both programs say of the frames that they have drawn.
  static DrawnFrames figures_in(const json& report) {
    const json drawing = report.is_object() ? report.value("drawing", json()) : json();
    if (!drawing.is_object() || !drawing.value("cpu_us_per_frame", json()).is_number()) {
      throw std::runtime_error("no figures of what was drawn: all programs must be of one version");
    }
    const json frames = report.value("frames", json::object());
    return {.cpu_us = drawing.at("cpu_us_per_frame"),
            .fps = drawing.at("fps"),
            .missed = frames.value("missed", std::uint64_t{0}) +
                      frames.value("overtaken", std::uint64_t{0})};
  }

  const DrawingPlan plan_;
  const ScratchDirectory scratch_;
  const DrawingDisplay display_;
  ChildProcess publisher_;
};

}  // namespace

DrawingOutcome run_drawing(const DrawingPlan& plan, const DrawingPrograms& programs,
                           const PictureRoll& roll, DrawnFirst first) {
  Drawing drawing(plan, roll);
  DrawingOutcome outcome;
  if (first == DrawnFirst::viewer) outcome.viewer = drawing.viewer(programs.viewer);
  outcome.alone = drawing.alone(programs.alone);
  if (first == DrawnFirst::alone) outcome.viewer = drawing.viewer(programs.viewer);
  return outcome;
}

}  // namespace framering::bench
