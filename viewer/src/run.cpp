// From the options to the exit code.

#include "run.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <utility>

#include "complaint.hpp"
#include "exit_code.hpp"
#include "frame_intake.hpp"
#include "frame_receiver.hpp"
#include "headless_loop.hpp"
#include "offscreen_screen.hpp"
#include "report.hpp"
#include "run_limits.hpp"
#include "stop_signal.hpp"
#include "stream_choice.hpp"
#include "transport_switch.hpp"
#include "viewer_app.hpp"

namespace framering::viewer {
namespace {

// Standard output belongs to the report.
void log_to_stderr(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("frame_viewer"));
  spdlog::set_pattern("%H:%M:%S.%e %^%l%$ %v");
  spdlog::set_level(spdlog::level::from_str(level));
}

int fail(const Error& error) {
  complain(error.message);
  return error.code == ErrorCode::invalid ? kExitUsage : kExitFailed;
}

// A run that failed has had its line, whose reason is the reason of what fails after it.
int with_outcome(int exit_code, const Status& written) {
  return written || exit_code != kExitDone ? exit_code : fail(written.error());
}

template <typename Screen>
int with_screenshot(int exit_code, Screen& screen, const Options& options) {
  if (options.screenshot.empty()) return exit_code;
  return with_outcome(exit_code, screen.write_screenshot(options.screenshot));
}

SwitchOptions switch_options(const std::string& stream, const Options& options) {
  SwitchOptions chosen{.stream = stream,
                       .subscriber = {.client = "frame_viewer",
                                      .transport = options.transport,
                                      .address = options.address,
                                      .token_file = options.token_file},
                       .every_frame = options.every_frame};
  if (!options.address.empty()) chosen.available = {Transport::tcp};
  return chosen;
}

int receive_only(FrameReceiver& receiver, const RunLimits& limits) {
  FrameIntake intake(receiver, nullptr);
  return headless_loop(receiver, intake, nullptr, limits);
}

int draw_off_screen(FrameReceiver& receiver, const RunLimits& limits, const Options& options) {
  auto screen = OffscreenScreen::create(options);
  if (!screen) return fail(screen.error());
  FrameIntake intake(receiver, &(*screen)->view());
  const int exit_code = headless_loop(receiver, intake, screen->get(), limits);
  return with_screenshot(exit_code, **screen, options);
}

int draw_in_a_window(FrameReceiver& receiver, const RunLimits& limits, const Options& options) {
  auto app = ViewerApp::create(receiver, options);
  if (!app) return fail(app.error());
  return with_screenshot((*app)->run(limits), **app, options);
}

int show(FrameReceiver& receiver, const RunLimits& limits, const Options& options) {
  if (!options.render) return receive_only(receiver, limits);
  if (options.headless) return draw_off_screen(receiver, limits, options);
  return draw_in_a_window(receiver, limits, options);
}

}  // namespace

int run(const Options& options) {
  log_to_stderr(options.log_level);
  catch_stop_signals();
  const RunLimits limits(options);
  // At an address there is one stream, which the server names.
  const bool choose = options.stream.empty() && options.address.empty();
  const Result<std::string> stream =
      choose ? choose_stream(limits) : Result<std::string>(options.stream);
  if (!stream) return fail(stream.error());
  auto source = TransportSwitch::create(switch_options(*stream, options));
  if (!source) return fail(source.error());

  FrameReceiver receiver(*std::move(source), options.verify);
  if (const Status started = receiver.compare_with(options.ab); !started) {
    return fail(started.error());
  }
  const int exit_code = show(receiver, limits, options);
  if (options.json.empty()) return exit_code;
  return with_outcome(exit_code, write_report(options.json, report_json(receiver)));
}

}  // namespace framering::viewer
