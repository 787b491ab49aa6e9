#include "welcome.hpp"

#include <limits>

#include "clock_name.hpp"
#include "error.hpp"
#include "printable.hpp"

namespace framering {
namespace {

using nlohmann::json;

/// The number of that name, or 0 where it is absent or of another type.
template <typename T>
T number(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<T>() : T{};
}

const json& object_field(const json& object, const char* name) {
  static const json kNone = json::object();
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? *found : kNone;
}

StreamInfo stream_info(const json& body) {
  StreamInfo info;
  info.name = string_field(body, "stream");
  info.source = string_field(body, "source");
  info.status = string_field(body, "status");
  info.epoch = string_field(body, "epoch");
  info.slots = number<std::uint32_t>(body, "slots");
  info.readers = number<std::uint32_t>(body, "readers");
  info.frames = number<std::uint64_t>(body, "frames");
  info.pid = number<std::int64_t>(body, "pid");
  const json& format = object_field(body, "format");
  info.width = number<std::uint32_t>(format, "width");
  info.height = number<std::uint32_t>(format, "height");
  info.pixel_format = string_field(format, "pixel_format");
  info.dtype = string_field(format, "dtype");
  return info;
}

Endpoints endpoints_in(const json& said) {
  Endpoints endpoints;
  const auto pipe = said.find("pipe");
  endpoints.pipe = pipe != said.end() && *pipe == true;
  const json& tcp = object_field(said, "tcp");
  const auto port = number<std::int64_t>(tcp, "port");
  if (port <= 0 || port > std::numeric_limits<std::uint16_t>::max()) return endpoints;
  endpoints.tcp = {string_field(tcp, "address"), static_cast<std::uint16_t>(port),
                   string_field(tcp, "token")};
  return endpoints;
}

}  // namespace

std::string string_field(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? printable(found->get<std::string>()) : "";
}

std::optional<std::int64_t> integer_field(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  const bool too_large = found->is_number_unsigned() &&
                         found->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max();
  return too_large ? std::nullopt : std::optional(found->get<std::int64_t>());
}

Welcome parse_welcome(const json& body) {
  Welcome welcome;
  welcome.info = stream_info(body);
  welcome.clock = string_field(body, "clock");
  welcome.status_since_ns = number<std::int64_t>(body, "status_since_ns");
  welcome.endpoints = endpoints_in(object_field(body, "endpoints"));
  return welcome;
}

bool shares_clock(const Welcome& welcome) {
  return welcome.clock.empty() || welcome.clock == clock_name();
}

Error said_instead_of_welcome(const json& body, bool end_of_stream) {
  if (end_of_stream) return make_error(ErrorCode::not_found, "ended by its producer");
  return make_error(ErrorCode::denied, "the producer says: " + string_field(body, "message"));
}

}  // namespace framering
