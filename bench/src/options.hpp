#pragma once
// What the user asked frame_bench for: parsed from the command line and checked, nothing opened.

#include <string>
#include <variant>

#include "clients/clients_options.hpp"
#include "drawing/viewer_options.hpp"
#include "frames/frames_options.hpp"
#include "pingpong/pingpong_options.hpp"
#include "suite/all_options.hpp"

namespace framering::bench {

/// What to say and how to exit instead of running: help, the version, or what is wrong.
struct EarlyExit {
  int code = 0;  ///< 0: `text` belongs on stdout; 2: on stderr
  std::string text;
};

/// One alternative for each subcommand.
using Options = std::variant<EarlyExit, ClientsOptions, PingPongOptions, FramesOptions,
                             ViewerOptions, AllOptions>;

/// Parses the command line. Wrong usage becomes an EarlyExit of code 2 with one line.
Options parse_options(int argc, const char* const* argv);

}  // namespace framering::bench
