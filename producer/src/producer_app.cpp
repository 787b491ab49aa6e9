// The program behind frame_producer's command line.

#include "producer_app.hpp"

#include <fmt/core.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <cstdlib>

#include "camera_list.hpp"
#include "capture_session.hpp"
#include "opencv_setup.hpp"
#include "server_log.hpp"
#include "signal_wait.hpp"
#include "status_line.hpp"
#include "stream_list.hpp"

namespace framering::producer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStatusInterval{250};
constexpr milliseconds kPatience{300};  // with a driver that does not return, once a signal came

void start_logging(spdlog::level::level_enum level) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("frame_producer"));
  spdlog::set_level(level);
  set_log_pattern();
}

int fail(const Error& error) {
  std::fputs(fmt::format("frame_producer: {}\n", error.message).c_str(), stderr);
  return EXIT_FAILURE;
}

int print(const std::string& text) {
  if (std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0) return EXIT_SUCCESS;
  return fail({ErrorCode::system, "stdout cannot be written"});
}

int produce(const Options& options) {
  set_up_opencv();  // it changes the environment: before any thread
  start_logging(options.log_level);
  auto signals = SignalWait::create();  // before any thread, so that all inherit the mask
  if (!signals) return fail(signals.error());
  CaptureSession session(options, [&] { signals->notify(); });
  StatusLine status(options.stream);
  ServerLog server(options.stream);
  while (signals->wait(kStatusInterval) == SignalWait::Outcome::timed_out) {
    if (!session.publishing()) continue;  // opening a source, or making a large ring
    status.begin(session.description(), session.ring_bytes());
    server.begin(session);
    status.update(session.figures(), session.audience(), Clock::now());
    server.update(session, Clock::now());
  }
  const bool stopped = session.stop(kPatience);
  if (session.publishing()) {
    server.finish(session);
    status.begin(session.description(), session.ring_bytes());
    status.finish(session.figures());
  }
  if (!stopped) std::_Exit(EXIT_SUCCESS);  // joining the thread would wait for its driver
  return session.outcome() ? EXIT_SUCCESS : fail(session.outcome().error());
}

}  // namespace

int run(const Options& options) {
  switch (options.command) {
    case Command::list_streams: {
      const auto streams = list_streams();
      if (!streams) return fail(streams.error());
      return print(options.json ? streams_as_json(*streams) : streams_as_text(*streams));
    }
    case Command::list_cameras:
      return print(cameras_as_text(list_cameras()));
    case Command::produce:
      break;
  }
  return produce(options);
}

}  // namespace framering::producer
