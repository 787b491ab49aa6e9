// frame_viewer's command line, by CLI11.

#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <string_view>

#include "complaint.hpp"
#include "empty_argument.hpp"
#include "exit_code.hpp"
#include "framering/stream.hpp"

namespace framering::viewer {
namespace {

constexpr const char* kDescription =
    "Shows a stream of frames, each new one once, and how long it took to get here.\n"
    "Without STREAM it takes the only one there is, and asks when there are several.";

std::string check_name(const std::string& name) {
  const Status status = check_stream_name(name);
  return status ? std::string{} : status.error().message;
}

constexpr std::string_view kTcpScheme = "tcp://";

// Whether HOST:PORT can be one is for who connects to say; without both of them it is none.
std::string check_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const bool whole = text.starts_with(kTcpScheme) && colon != std::string::npos &&
                     colon > kTcpScheme.size() && colon + 1 < text.size() &&
                     text.find_first_not_of("0123456789", colon + 1) == std::string::npos;
  return whole ? "" : "'" + text + "' is no address; write tcp://HOST:PORT";
}

std::string check_transport(const std::string& text) {
  return transport_from_name(text) ? "" : "'" + text + "' is no transport; write shm, pipe or tcp";
}

std::optional<ValueRange> parse_range(const std::string& text) {
  std::istringstream input(text);
  ValueRange range;
  char colon = 0;
  const bool whole = (input >> range.low >> colon >> range.high) && colon == ':' &&
                     (input >> std::ws).eof() && range.low != range.high;
  return whole ? std::optional(range) : std::nullopt;
}

std::optional<Geometry> parse_geometry(const std::string& text) {
  Geometry geometry;
  int x = 0;
  int y = 0;
  int end = 0;
  const char* begin = text.c_str();
  const int size_fields = std::sscanf(begin, "%5dx%5d%n", &geometry.width, &geometry.height, &end);
  if (size_fields != 2 || geometry.width < 1 || geometry.height < 1) return std::nullopt;
  if (begin[end] == '\0') return geometry;
  int more = 0;
  if (std::sscanf(begin + end, "%6d%6d%n", &x, &y, &more) != 2) return std::nullopt;
  if (begin[end] != '+' || begin[end + more] != '\0') return std::nullopt;
  geometry.x = x;
  geometry.y = y;
  return geometry;
}

std::string check_range(const std::string& text) {
  return parse_range(text) ? ""
                           : "'" + text + "' is no range; write two different numbers, LOW:HIGH";
}

std::string check_geometry(const std::string& text) {
  return parse_geometry(text)
             ? ""
             : "'" + text + "' is no geometry; write WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y";
}

// The check, without the words that it would add to the help.
CLI::Validator unnamed(const CLI::Validator& check) { return check.description(""); }

// The texts that become more than a string once all is parsed.
struct RawTexts {
  std::string range;
  std::string geometry;
  std::string transport;
  std::string address;
  std::string ab;
};

void add_what_is_shown(CLI::App& app, Options& options, RawTexts& raw) {
  app.add_option("STREAM", options.stream, "The stream's name, as frame_producer was given it")
      ->check(CLI::Validator(check_name, "", "name"))
      ->type_name("");
  app.add_flag("--every-frame", options.every_frame, "Every frame in order, not the newest first");
  app.add_option("--range", raw.range,
                 "Values shown as black and white in 16-bit and float pictures")
      ->check(CLI::Validator(check_range, "", "range"))
      ->type_name("LOW:HIGH");
  app.add_flag_callback(
      "--no-overlay", [&options] { options.overlay = false; }, "Begin without the overlay");
  app.add_flag("--vsync", options.vsync, "Wait for the screen's refresh: no tearing, more latency");
  app.add_option("--geometry", raw.geometry, "Size and place of the window")
      ->check(CLI::Validator(check_geometry, "", "geometry"))
      ->type_name("WIDTHxHEIGHT[+X+Y]");
}

void add_transports(CLI::App& app, Options& options, RawTexts& raw) {
  const CLI::Validator is_transport(check_transport, "", "transport");
  app.add_option("--transport", raw.transport,
                 "How frames come first: shm (read in place; the default), pipe or tcp (copied "
                 "three times)")
      ->check(is_transport)
      ->type_name("shm|pipe|tcp");
  app.add_option("--ab", raw.ab,
                 "Receive over a second transport as well, and compare frame by frame")
      ->check(is_transport)
      ->type_name("shm|pipe|tcp");
  app.add_option("--connect", raw.address,
                 "Read from another machine, over TCP in clear; STREAM may be left out")
      ->check(CLI::Validator(check_address, "", "address"))
      ->type_name("tcp://HOST:PORT");
  app.add_option("--token-file", options.token_file,
                 "File with the token of that server, as its producer wrote it")
      ->type_name("FILE");
}

void add_runs(CLI::App& app, Options& options) {
  app.add_flag("--headless", options.headless, "Draw off screen: needs no display");
  app.add_flag_callback(
      "--no-render", [&options] { options.render = false; },
      "Receive only: needs no display and no OpenGL");
  app.add_option("--frames", options.frames, "End after N frames drawn (received, if not drawn)")
      ->check(unnamed(CLI::PositiveNumber))
      ->type_name("N");
  app.add_option("--timeout", options.timeout_s, "End after so many seconds, with exit code 1")
      ->check(unnamed(CLI::PositiveNumber))
      ->type_name("SECONDS");
  app.add_flag("--verify", options.verify, "Check the stamps that frame_producer --pattern writes");
  app.add_option("--screenshot", options.screenshot, "Write the last picture as PNG")
      ->type_name("FILE.png");
  app.add_option("--json", options.json, "Write what was measured, at the end")
      ->type_name("FILE|-");
  app.add_option("--log-level", options.log_level, "debug, info, warning, error or off")
      ->check(unnamed(CLI::IsMember({"debug", "info", "warning", "error", "off"})))
      ->type_name("LEVEL")
      ->capture_default_str();
}

// What does not go together; empty if all does.
std::string contradiction(const Options& options, const RawTexts& raw) {
  if (!options.render && !options.screenshot.empty()) {
    return "--screenshot needs a picture, and --no-render draws none";
  }
  if (raw.address.empty() != options.token_file.empty()) {
    return raw.address.empty() ? "--token-file goes with --connect"
                               : "--connect needs --token-file, with the token of that server";
  }
  if (!raw.address.empty() && !raw.transport.empty() && raw.transport != "tcp") {
    return "--transport " + raw.transport + " needs a producer on this machine; --connect is tcp";
  }
  if (!raw.address.empty() && !raw.ab.empty()) {
    return "--ab needs a second transport; --connect has tcp alone";
  }
  if (options.ab == options.transport) {
    return "--ab " + raw.ab + " is what it would be compared with";
  }
  return {};
}

void set_transports(Options& options, const RawTexts& raw) {
  options.transport = transport_from_name(raw.transport).value_or(Transport::shm);
  options.ab = transport_from_name(raw.ab);
  if (raw.address.empty()) return;
  options.transport = Transport::tcp;
  options.address = raw.address.substr(kTcpScheme.size());
}

int wrong_usage(const std::string& what) {
  complain(what + "; see frame_viewer --help");
  return kExitUsage;
}

}  // namespace

std::variant<Options, int> parse_options(int argc, const char* const* argv) {
  if (const std::string what = empty_argument(argc, argv); !what.empty()) return wrong_usage(what);
  Options options;
  RawTexts raw;
  CLI::App app(kDescription, "frame_viewer");
  app.set_version_flag("--version", "frame_viewer " FRAMERING_VERSION);
  add_what_is_shown(app, options, raw);
  add_transports(app, options, raw);
  add_runs(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {
    return app.exit(request);
  } catch (const CLI::ParseError& error) {
    return wrong_usage(error.what());
  }
  set_transports(options, raw);
  if (const std::string what = contradiction(options, raw); !what.empty()) return wrong_usage(what);
  options.range = parse_range(raw.range);
  options.geometry = parse_geometry(raw.geometry);
  return options;
}

}  // namespace framering::viewer
