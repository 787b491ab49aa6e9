#pragma once
// Echo request and reply over a channel of whatever kind.

#include "channel.hpp"
#include "framering/echo_client.hpp"

namespace framering {

/// Asks for the double of `number` and waits for it.
/// Errors: invalid (the number), denied (what the server says), bad_data (another one than twice
/// that), those of the channel.
Result<Echo> exchange_echo(Channel& channel, std::int64_t number, Deadline deadline);

}  // namespace framering
