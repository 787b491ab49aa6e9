#pragma once
// The client's end of a control socket: connect, hello, welcome with the ring's descriptor.

#include <string>

#include "framering/clock.hpp"
#include "framering/result.hpp"
#include "framering/stream.hpp"
#include "stream_directory.hpp"
#include "unique_fd.hpp"
#include "welcome.hpp"

namespace framering {

/// The directory at `path` (empty: stream_directory()), where this stream's producer is looked for.
/// Errors: those of StreamDirectory::open(); not_found says that there is no producer.
Result<StreamDirectory> open_directory_of(const std::string& stream, const std::string& path);

/// A connection to the stream's producer.
/// Errors: not_found (no producer), denied, timed_out (it takes no connections), system.
Result<UniqueFd> connect_to_stream(const StreamDirectory& directory, const std::string& stream);

/// What a client says of itself.
struct Hello {
  std::string client;  ///< the program's name
  bool ring = true;    ///< whether it wants the ring
  bool spins = false;  ///< whether it never sleeps on the ring's futex
};

/// Says hello on a connection and waits for welcome; skips what else arrives.
/// Errors: not_found (closed before welcome), timed_out, bad_data, unsupported, or what the server
/// says.
Result<Welcome> say_hello(int connection, const Hello& hello, Deadline deadline);

/// What the producer of a stream says of it.
Result<StreamInfo> ask_stream(const StreamDirectory& directory, const std::string& stream,
                              Deadline deadline);

}  // namespace framering
