// The command line of frame_producer.

#include "options.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>

#include "empty_argument.hpp"
#include "framering/stream.hpp"
#include "option_values.hpp"

namespace framering::producer {
namespace {

constexpr int kWrongUsage = 2;
constexpr double kMinFps = 0.001;
constexpr double kMaxFps = 1000;

/// What CLI11 fills in, still as text where a value has a form of its own.
struct RawOptions {
  std::string camera, video, size, mode, pixel_format = "rgb8", log_level = "info";
  std::vector<std::string> images;
  bool pattern = false, list_cameras = false, list_streams = false;
  bool no_pipe = false, no_tcp = false;
  double fps = 0;
  std::uint64_t frames = 0;
};

void add_sources(CLI::App& app, RawOptions& raw, Options& options) {
  app.add_option("--camera", raw.camera, "A V4L2 camera: its number or its device")
      ->type_name("N|/dev/videoN");
  app.add_option("--video", raw.video, "A video file")->type_name("FILE");
  app.add_option("--images", raw.images, "Image files, or folders of them, one after the other")
      ->type_name("FILE|DIR...");
  app.add_flag("--pattern", raw.pattern, "A moving picture that verifies itself");
  app.add_flag("--list-cameras", raw.list_cameras, "List cameras with their formats, and exit");
  app.add_flag("--list-streams", raw.list_streams, "List the streams there are, and exit");
  app.add_flag("--json", options.json, "With --list-streams: as JSON");
  app.add_flag("--loop", options.loop,
               "With --video or --images: begin again after the last frame");
}

void add_settings(CLI::App& app, RawOptions& raw, Options& options) {
  app.add_option("--stream", options.stream, "Name of the stream (default: from the source)")
      ->type_name("NAME");
  app.add_option("--size", raw.size, "Pixels (default: 1280x720; of videos and images, their own)")
      ->type_name("WxH");
  app.add_option("--fps", raw.fps, "Frames per second (default: 30; of videos, their own)")
      ->type_name("RATE");
  app.add_option("--pixel-format", raw.pixel_format, "rgb8, bgr8, gray8, yuyv or nv12")
      ->type_name("FORMAT")
      ->capture_default_str();
  app.add_option("--slots", options.slots,
                 "Frames that the ring holds, 2 or more; a reader, --stdout too, that is late by "
                 "as many loses some")
      ->type_name("N")
      ->capture_default_str();
  app.add_flag("--waking-thread", options.waking_thread,
               "Wake readers on a thread of its own: with many of them, frames are captured more "
               "on time and arrive a little later");
  app.add_option("--frames", raw.frames, "End after N frames")->type_name("N");
  app.add_option("--mode", raw.mode,
                 "Who may read the stream, as an octal file mode (default: 0600)")
      ->type_name("MODE");
  app.add_option("--log-level", raw.log_level,
                 "trace, debug, info, warning, error, critical or off")
      ->type_name("LEVEL")
      ->capture_default_str();
  app.set_version_flag("--version", "frame_producer " FRAMERING_VERSION);
}

void add_serving(CLI::App& app, RawOptions& raw, Options& options) {
  Serving& serving = options.serving;
  app.add_flag("--stdout", options.to_stdout,
               "Also write raw frames to stdout, for programs such as ffmpeg; prints the options "
               "that it takes. A reader that is too slow loses frames, and how many is said at the "
               "end; more --slots let it be late for longer");
  app.add_flag("--no-pipe", raw.no_pipe, "Serve no frames through FIFOs");
  app.add_flag("--no-tcp", raw.no_tcp, "Serve no frames through TCP");
  app.add_option("--tcp", serving.tcp_address,
                 "Where to serve TCP; port 0: a free one. With an address beyond this machine, "
                 "others connect with a token file; frames travel in clear")
      ->type_name("ADDRESS:PORT")
      ->capture_default_str();
  app.add_flag("--tcp-delay", serving.tcp_delay,
               "Let TCP wait for more before it sends (Nagle), to compare");
  app.add_option("--token-file", serving.token_file,
                 "Holds the token that TCP clients show: read if it is there, else made, and kept, "
                 "so that clients come back after a restart (default, with --tcp beyond this "
                 "machine: NAME.token in the stream directory, removed at the end)")
      ->type_name("FILE");
}

EarlyExit wrong(const std::string& line) { return {kWrongUsage, "frame_producer: " + line + "\n"}; }

/// Which of the sources and lists was asked for, there being exactly one; else what is wrong.
std::optional<EarlyExit> choose_source(const CLI::App& app, const RawOptions& raw,
                                       Options& options) {
  struct Choice {
    const char* option;
    Command command;
    SourceKind source;
  };
  constexpr Choice kChoices[] = {
      {"--camera", Command::produce, SourceKind::camera},
      {"--video", Command::produce, SourceKind::video},
      {"--images", Command::produce, SourceKind::images},
      {"--pattern", Command::produce, SourceKind::pattern},
      {"--list-cameras", Command::list_cameras, SourceKind::pattern},
      {"--list-streams", Command::list_streams, SourceKind::pattern},
  };
  const Choice* chosen = nullptr;
  for (const Choice& choice : kChoices) {
    if (app.count(choice.option) == 0) continue;
    if (chosen != nullptr) {
      return wrong(fmt::format("{} and {} exclude each other; give one source", chosen->option,
                               choice.option));
    }
    chosen = &choice;
  }
  if (chosen == nullptr) {
    return wrong("no source; give one of --camera N, --video FILE, --images FILE..., --pattern");
  }
  options.command = chosen->command;
  options.source = chosen->source;
  options.camera = camera_path(raw.camera);
  options.video = raw.video;
  options.images = raw.images;
  return std::nullopt;
}

std::optional<EarlyExit> check_combination(const Options& options) {
  const bool from_files =
      options.command == Command::produce &&
      (options.source == SourceKind::video || options.source == SourceKind::images);
  if (options.loop && !from_files) return wrong("--loop goes with --video or --images only");
  if (options.json && options.command != Command::list_streams) {
    return wrong("--json goes with --list-streams only");
  }
  if (options.to_stdout && options.command != Command::produce) {
    return wrong("--stdout goes with a source only");
  }
  return std::nullopt;
}

std::optional<EarlyExit> take_rates(const CLI::App& app, const RawOptions& raw, Options& options) {
  if (app.count("--fps") > 0) {
    if (!std::isfinite(raw.fps) || raw.fps < kMinFps || raw.fps > kMaxFps) {
      return wrong(fmt::format("--fps {}: a rate is {} to {}", raw.fps, kMinFps, kMaxFps));
    }
    options.fps = raw.fps;
  }
  if (app.count("--frames") > 0) {
    if (raw.frames == 0) return wrong("--frames 0: it takes at least one frame");
    options.frames = raw.frames;
  }
  if (options.slots < 2) {
    return wrong(fmt::format("--slots {}: a ring has 2 slots or more", options.slots));
  }
  return std::nullopt;
}

std::optional<EarlyExit> take_formats(const RawOptions& raw, Options& options) {
  if (!raw.size.empty()) {
    options.size = size_from_text(raw.size);
    if (!options.size) {
      return wrong(fmt::format("--size {}: a size is WIDTHxHEIGHT, each 1 to {}, as in 1280x720",
                               raw.size, kMaxSide));
    }
  }
  const auto format = pixel_format_from_name(raw.pixel_format);
  constexpr PixelFormat kFormats[] = {PixelFormat::rgb8, PixelFormat::bgr8, PixelFormat::gray8,
                                      PixelFormat::yuyv, PixelFormat::nv12};
  if (!format ||
      std::find(std::begin(kFormats), std::end(kFormats), *format) == std::end(kFormats)) {
    return wrong(fmt::format("--pixel-format {}: it is one of rgb8, bgr8, gray8, yuyv, nv12",
                             raw.pixel_format));
  }
  options.pixel_format = *format;
  return std::nullopt;
}

std::optional<EarlyExit> take_names(const RawOptions& raw, Options& options) {
  if (!raw.mode.empty()) {
    const auto mode = mode_from_text(raw.mode);
    if (!mode) {
      return wrong(fmt::format("--mode {}: a mode is octal, 0 to 0777, as in 0660", raw.mode));
    }
    options.mode = *mode;
  }
  options.log_level = spdlog::level::from_str(raw.log_level);
  if (options.log_level == spdlog::level::off && raw.log_level != "off") {
    return wrong(
        fmt::format("--log-level {}: it is one of trace, debug, info, warning, error, "
                    "critical, off",
                    raw.log_level));
  }
  if (options.stream.empty()) options.stream = default_stream_name(options);
  if (const Status name = check_stream_name(options.stream); !name) {
    return wrong(name.error().message);
  }
  return std::nullopt;
}

std::optional<EarlyExit> take_serving(const CLI::App& app, const RawOptions& raw,
                                      Serving& serving) {
  serving.pipe = !raw.no_pipe;
  serving.tcp = !raw.no_tcp;
  for (const char* option : {"--tcp", "--tcp-delay", "--token-file"}) {
    if (serving.tcp || app.count(option) == 0) continue;
    return wrong(fmt::format("{} and --no-tcp exclude each other", option));
  }
  const auto address = listen_address_from_text(serving.tcp_address);
  if (!address) {
    return wrong(
        fmt::format("--tcp {}: it is a numeric address and a port, as in 0.0.0.0:5000 or "
                    "[::]:5000",
                    serving.tcp_address));
  }
  serving.other_machines = !address->loopback;
  return std::nullopt;
}

/// CLI11's message, which may have several lines, as one.
std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

std::variant<Options, EarlyExit> parse_options(int argc, const char* const* argv) {
  if (const std::string what = empty_argument(argc, argv); !what.empty()) return wrong(what);
  Options options;
  RawOptions raw;
  CLI::App app("Publishes the frames of a camera, a video, images or a pattern as a stream.",
               "frame_producer");
  add_sources(app, raw, options);
  add_settings(app, raw, options);
  add_serving(app, raw, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return EarlyExit{0, app.help()};
  } catch (const CLI::CallForVersion& version) {
    return EarlyExit{0, std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    return wrong(one_line(error.what()) + "; see frame_producer --help");
  }
  if (auto early = choose_source(app, raw, options)) return *early;
  if (auto early = check_combination(options)) return *early;
  if (auto early = take_rates(app, raw, options)) return *early;
  if (auto early = take_formats(raw, options)) return *early;
  if (auto early = take_names(raw, options)) return *early;
  if (auto early = take_serving(app, raw, options.serving)) return *early;
  return options;
}

}  // namespace framering::producer
