#pragma once
// How many may be connected to the stream server without having said hello.

#include <memory>
#include <vector>

#include "framering/transport.hpp"
#include "stream_session.hpp"

namespace framering {

/// In the order in which they came.
using StreamSessions = std::vector<std::shared_ptr<StreamSession>>;

/// Closes the oldest of those on this transport who have not said hello, if they are many.
void make_room(const StreamSessions& sessions, Transport transport);

/// Whether one more may come in at once. Who must be served before he can say hello gets a while
/// for it, so that many who come together do not push each other out.
bool has_time_for_more(const StreamSessions& sessions, Transport transport);

}  // namespace framering
