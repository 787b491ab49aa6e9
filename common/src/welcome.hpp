#pragma once
// What a server says of its stream when it is greeted (docs/wire-format.md, "welcome").

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "framering/stream.hpp"
#include "unique_fd.hpp"

namespace framering {

/// Where TCP is served, and the key to it.
struct TcpEndpoint {
  std::string address;  ///< numeric
  std::uint16_t port = 0;
  std::string token;
};

/// In which ways the stream is served besides shared memory; said on the control socket alone.
struct Endpoints {
  bool pipe = false;
  std::optional<TcpEndpoint> tcp;
};

struct Welcome {
  StreamInfo info;
  std::string clock;                 ///< as clock_name()
  std::int64_t status_since_ns = 0;  ///< the producer's clock
  Endpoints endpoints;
  UniqueFd ring;  ///< empty if it was not asked for
};

/// What a welcome with this body says. Whatever is absent, or of a type that makes no sense, is as
/// in a Welcome that was just made.
Welcome parse_welcome(const nlohmann::json& body);

/// Whether the producer's stamps are of this process's clock; also if it does not say.
bool shares_clock(const Welcome& welcome);

/// The error in an *error* or *end of stream* that came instead of a welcome.
Error said_instead_of_welcome(const nlohmann::json& body, bool end_of_stream);

/// A field of a message that is a number, as a peer may write it; nothing if it is none.
std::optional<std::int64_t> integer_field(const nlohmann::json& object, const char* name);
/// One that is a string, without anything that could steer a terminal; empty if it is none.
std::string string_field(const nlohmann::json& object, const char* name);

}  // namespace framering
