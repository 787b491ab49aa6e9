#pragma once
// Connects to a stream's server over any transport: to the control socket, by FIFOs, by TCP.

#include <memory>
#include <string>

#include "channel.hpp"
#include "framering/subscriber.hpp"
#include "welcome.hpp"

namespace framering {

/// A connection on which hello was answered with welcome.
struct Greeted {
  std::unique_ptr<Channel> channel;
  Welcome welcome;
};

/// Nothing wrong with these, as Subscriber::create() takes them, or why. Errors: invalid.
Status check_options(const std::string& stream, const SubscriberOptions& options);

/// "stream NAME", or the address where the name is not known: how errors begin.
std::string whom(const std::string& stream, const SubscriberOptions& options);

/// Connects over options.transport and says hello; over shm, without asking for the ring.
/// `interrupt`, unless it is negative, is a descriptor that ends the attempt, and every later wait
/// of the channel, while it is readable; it stays the caller's.
/// Errors: not_found (no producer), unsupported (the transport is not served), denied, timed_out,
/// invalid, bad_data, system.
Result<Greeted> connect_to_server(const std::string& stream, const SubscriberOptions& options,
                                  int interrupt, Deadline deadline);

}  // namespace framering
