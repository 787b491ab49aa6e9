// The program behind frame_producer's command line.

#include "producer_app.hpp"

#include <fmt/core.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "camera_list.hpp"
#include "capture_session.hpp"
#include "errno_text.hpp"
#include "opencv_setup.hpp"
#include "raw_video.hpp"
#include "server_log.hpp"
#include "signal_wait.hpp"
#include "standard_descriptors.hpp"
#include "status_line.hpp"
#include "stdout_writer.hpp"
#include "stream_list.hpp"

namespace framering::producer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStatusInterval{250};
constexpr int kWrongUsage = 2;
constexpr milliseconds kSlice{50};
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
  return fail({ErrorCode::system, "stdout cannot be written: " + errno_text(errno)});
}

/// One life of the producer, as the main thread sees it.
class Production {
 public:
  Production(const Options& options, SignalWait& signals)
      : signals_(signals), status_(options.stream), server_(options.stream) {
    const auto notify = [&signals] { signals.notify(); };
    if (options.to_stdout) output_.emplace(STDOUT_FILENO, notify);
    const auto published = [this, stream = options.stream] {
      if (output_) output_->begin(stream);
    };
    session_.emplace(options, published, notify);
  }

  /// Until the source ends, whoever reads stdout goes, or a signal comes. Returns the exit code.
  int run() {
    auto woken = SignalWait::Outcome::timed_out;
    while ((woken = signals_.wait(kStatusInterval)) == SignalWait::Outcome::timed_out) show();
    const bool stopped = session_->stop(kPatience);
    if (output_ && session_->publishing()) drain(woken == SignalWait::Outcome::signal);
    const Status written = finish();
    const Status captured = stopped ? session_->outcome() : Done{};
    const int code = !captured ? fail(captured.error())
                     : written ? EXIT_SUCCESS
                               : fail(written.error());
    if (!stopped) std::_Exit(code);  // joining the thread would wait for its driver
    return code;
  }

 private:
  void show() {
    if (!session_->publishing()) return;  // opening a source, or making a large ring
    introduce();
    const std::uint32_t own_readers = output_ && !output_->done() ? 1 : 0;
    status_.update(session_->figures(), session_->audience(own_readers), Clock::now());
    server_.update(*session_, Clock::now());
  }

  /// Says, once each is known, what is published and how to get at it.
  void introduce() {
    status_.begin(session_->description(), session_->ring_bytes());
    server_.begin(*session_);
    const auto format = output_ ? output_->format() : std::nullopt;
    if (!format || std::exchange(introduced_, true)) return;
    spdlog::info("frames on stdout are for: {}",
                 ffmpeg_command(*format, session_->figures().expected_fps));
  }

  /// Lets what was published reach stdout, for as long as its reader takes; not much longer once a
  /// signal has come.
  void drain(bool signalled) {
    const auto in_patience = [] { return deadline_in(kPatience); };
    Deadline deadline = signalled ? in_patience() : Deadline::max();
    while (!output_->done() && Clock::now() < deadline) {
      if (signals_.wait(kSlice) != SignalWait::Outcome::signal) continue;
      deadline = std::min(deadline, in_patience());
    }
    output_->stop();
  }

  /// Says how it went; an error is for the caller to tell.
  Status finish() {
    if (!session_->publishing()) return Done{};
    introduce();
    server_.finish(*session_);
    status_.finish(session_->figures());
    if (!output_) return Done{};
    if (output_->lost() > 0) {
      spdlog::warn("stdout: {} frames lost, as its reader was too slow; more --slots may help",
                   output_->lost());
    }
    return output_->outcome();
  }

  SignalWait& signals_;
  StatusLine status_;
  ServerLog server_;
  bool introduced_ = false;
  std::optional<StdoutWriter> output_;
  std::optional<CaptureSession> session_;  // last: its thread uses the output
};

int produce(const Options& options) {
  set_up_opencv();  // it changes the environment: before any thread
  start_logging(options.log_level);
  auto signals = SignalWait::create();  // before any thread, so that all inherit the mask
  if (!signals) return fail(signals.error());
  return Production(options, *signals).run();
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
  if (options.to_stdout && !is_writable(STDOUT_FILENO)) {
    fail({ErrorCode::invalid,
          "--stdout: stdout is closed, or open for reading alone; pipe it into a program"});
    return kWrongUsage;
  }
  if (options.to_stdout && ::isatty(STDOUT_FILENO) == 1) {
    fail({ErrorCode::invalid,
          "--stdout: raw frames are not for a terminal; pipe them, as in … --stdout | ffplay -f "
          "rawvideo -pixel_format rgb24 -video_size 1280x720 -"});
    return kWrongUsage;
  }
  return produce(options);
}

}  // namespace framering::producer
