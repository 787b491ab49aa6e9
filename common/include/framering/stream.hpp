#pragma once
// Streams by name: what a name may look like, where streams live, which ones there are.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framering/result.hpp"

namespace framering {

/// Nothing wrong with `name` as a stream's name, or why: 1 to 64 of [A-Za-z0-9._-], no leading dot.
Status check_stream_name(std::string_view name);

/// The directory in which streams live: $FRAMERING_DIR, else $XDG_RUNTIME_DIR/framering, else
/// /run/user/UID/framering, else framering-UID under the temporary directory. It need not exist.
std::string stream_directory();

/// What a live stream says about itself.
struct StreamInfo {
  std::string name;
  std::string source;        ///< what the frames come from, for people
  std::string status;        ///< "live" or "no signal"
  std::string epoch;         ///< 32 hexadecimal digits
  std::string pixel_format;  ///< of the newest frame; empty before the first one
  std::string dtype;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t slots = 0;
  std::uint32_t readers = 0;
  std::uint64_t frames = 0;  ///< published in this epoch
  std::int64_t pid = 0;      ///< the producer's
};

/// The streams in `directory` (empty: stream_directory()) whose producer answers, by name. Remains
/// of killed producers are left out. A directory that does not exist holds no streams. Waits up to
/// a second for producers that accept and do not answer. Errors: denied, system.
Result<std::vector<StreamInfo>> list_streams(const std::string& directory = {});

}  // namespace framering
