#pragma once
// What frame_viewer can be asked to do.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "framering/transport.hpp"
#include "value_range.hpp"

namespace framering::viewer {

/// Where the window is and how large, in pixels of the screen.
struct Geometry {
  int width = 0;
  int height = 0;
  std::optional<int> x;  ///< unset, like y: wherever the desktop puts it
  std::optional<int> y;
};

struct Options {
  std::string stream;                    ///< empty: the only one there is
  Transport transport = Transport::shm;  ///< to begin with
  std::string address;               ///< "HOST:PORT" of a tcp server; empty: the control socket's
  std::string token_file;            ///< with the token for that server
  std::optional<Transport> ab;       ///< begin with A/B against that one
  bool headless = false;             ///< draw off screen
  bool render = true;                ///< false: receive only; implies headless
  bool overlay = true;               ///< shown at the start
  bool verify = false;               ///< check pattern stamps
  bool every_frame = false;          ///< in order, instead of newest first
  bool vsync = false;                ///< wait for the screen's refresh at each swap
  std::uint64_t frames = 0;          ///< end after so many; 0: no limit
  std::optional<double> timeout_s;   ///< end the run after so many seconds
  std::optional<ValueRange> range;   ///< of 16-bit and float pictures; unset: from the first frame
  std::optional<Geometry> geometry;  ///< unset: the size of the first frame
  std::string screenshot;            ///< PNG file of the last picture; empty: none
  std::string json;                  ///< report file, "-" for stdout; empty: none
  std::string log_level = "info";
};

/// The options, or the exit code with which to leave at once: 0 after --help and --version, 2 after
/// a mistake, which has been named on stderr in one line.
std::variant<Options, int> parse_options(int argc, const char* const* argv);

}  // namespace framering::viewer
