#pragma once
// The values that options take, from text: sizes, modes, cameras, addresses, and a stream's default
// name.

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

#include "options.hpp"

namespace framering::producer {

/// "1280x720", each side 1 to kMaxSide; else nothing.
std::optional<PictureSize> size_from_text(std::string_view text);

/// "0600" or "600": octal, at most 0777; else nothing.
std::optional<mode_t> mode_from_text(std::string_view text);

/// Where TCP is served: "127.0.0.1:5000" or "[::1]:5000", numeric, with a port of 0 to 65535.
struct ListenAddress {
  bool loopback = false;  ///< reached from this machine alone
};
/// What `text` says if it is such an address, else nothing.
std::optional<ListenAddress> listen_address_from_text(const std::string& text);

/// "0" is /dev/video0; whatever else is a path.
std::string camera_path(std::string_view text);

/// camera0 for /dev/video0, the stem of a video's file, `images` or `pattern`; always a valid name.
std::string default_stream_name(const Options& options);

}  // namespace framering::producer
