// frame_producer --list-streams.

#include "stream_list.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace framering::producer {
namespace {

std::string format_of(const StreamInfo& stream) {
  if (stream.dtype.empty()) return "no frame yet";
  const std::string& kind = stream.pixel_format.empty() ? stream.dtype : stream.pixel_format;
  if (stream.width == 0) return kind;
  return fmt::format("{}x{} {}", stream.width, stream.height, kind);
}

}  // namespace

std::string streams_as_text(const std::vector<StreamInfo>& streams) {
  if (streams.empty()) return fmt::format("no streams in {}\n", stream_directory());
  std::size_t width = 0;
  for (const StreamInfo& stream : streams) width = std::max(width, stream.name.size());
  std::string text;
  for (const StreamInfo& stream : streams) {
    text +=
        fmt::format("{:{}}  {}, {}, {} frames, {} slots, {} reader{}, pid {}: {}\n", stream.name,
                    width, stream.status, format_of(stream), stream.frames, stream.slots,
                    stream.readers, stream.readers == 1 ? "" : "s", stream.pid, stream.source);
  }
  return text;
}

std::string streams_as_json(const std::vector<StreamInfo>& streams) {
  nlohmann::json list = nlohmann::json::array();
  for (const StreamInfo& stream : streams) {
    list.push_back({{"name", stream.name},
                    {"source", stream.source},
                    {"status", stream.status},
                    {"epoch", stream.epoch},
                    {"pixel_format", stream.pixel_format},
                    {"dtype", stream.dtype},
                    {"width", stream.width},
                    {"height", stream.height},
                    {"slots", stream.slots},
                    {"readers", stream.readers},
                    {"frames", stream.frames},
                    {"pid", stream.pid}});
  }
  // Names of files in `source` need not be UTF-8.
  return list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace framering::producer
