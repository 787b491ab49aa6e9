#pragma once
// What the user asked frame_producer for: parsed from the command line and checked, nothing opened.

#include <spdlog/common.h>
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "framering/pixel_format.hpp"

namespace framering::producer {

enum class Command { produce, list_cameras, list_streams };
enum class SourceKind { camera, video, images, pattern };

struct PictureSize {
  std::uint32_t width = 0;   ///< pixels
  std::uint32_t height = 0;  ///< pixels
  bool operator==(const PictureSize&) const = default;
};

inline constexpr std::uint32_t kMaxSide = 16384;  ///< pixels
inline constexpr PictureSize kDefaultSize{1280, 720};
inline constexpr double kDefaultFps = 30;

/// In which ways beside shared memory the stream is served.
struct Serving {
  bool pipe = true;
  bool tcp = true;
  std::string tcp_address = "127.0.0.1:0";  ///< port 0: a free one
  bool other_machines = false;              ///< tcp_address is not one of this machine alone
  bool tcp_delay = false;                   ///< small packets wait for more (Nagle)
  std::string token_file = {};              ///< empty: none was named
};

struct Options {
  Command command = Command::produce;
  SourceKind source = SourceKind::pattern;
  std::string camera;               ///< path of the device
  std::string video;                ///< path of the file
  std::vector<std::string> images;  ///< paths of files and folders
  bool loop = false;                ///< begin again after the last frame
  std::string stream;
  std::optional<PictureSize> size;  ///< nothing: the source's own, or kDefaultSize
  std::optional<double> fps;        ///< nothing: the source's own, or kDefaultFps
  PixelFormat pixel_format = PixelFormat::rgb8;
  std::uint32_t slots = 8;
  bool waking_thread = false;           ///< readers are not woken by the capture thread
  std::optional<std::uint64_t> frames;  ///< end after so many
  mode_t mode = 0600;                   ///< of the control socket
  Serving serving;
  bool to_stdout = false;  ///< write raw frames there as well
  bool json = false;       ///< for list_streams
  spdlog::level::level_enum log_level = spdlog::level::info;
};

/// What to say and how to exit instead of running: help, the version, or what is wrong.
struct EarlyExit {
  int code = 0;  ///< 0: `text` belongs on stdout; 2: on stderr
  std::string text;
};

/// Parses the command line. Wrong usage becomes an EarlyExit of code 2 with one line.
std::variant<Options, EarlyExit> parse_options(int argc, const char* const* argv);

}  // namespace framering::producer
