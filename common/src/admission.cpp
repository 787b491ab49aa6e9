#include "admission.hpp"

#include <algorithm>
#include <chrono>

#include "descriptor_limit.hpp"
#include "framering/clock.hpp"

namespace framering {
namespace {

constexpr std::chrono::nanoseconds kGrace = std::chrono::seconds(2);  // no client waits for longer

/// The oldest stranger, if there are as many as may be.
std::shared_ptr<StreamSession> oldest_of_many(const StreamSessions& sessions, Transport transport) {
  const auto is_stranger = [transport](const auto& session) {
    return session->transport() == transport && session->state() == ServerProtocol::State::stranger;
  };
  const auto strangers = std::count_if(sessions.begin(), sessions.end(), is_stranger);
  if (static_cast<std::size_t>(strangers) < kMostStrangers) return nullptr;
  return *std::find_if(sessions.begin(), sessions.end(), is_stranger);
}

}  // namespace

void make_room(const StreamSessions& sessions, Transport transport) {
  const auto oldest = oldest_of_many(sessions, transport);
  if (oldest) oldest->close("said no hello, and others want to come in");
}

bool has_time_for_more(const StreamSessions& sessions, Transport transport) {
  const auto oldest = oldest_of_many(sessions, transport);
  return !oldest || now_ns() - oldest->since_ns() > kGrace.count();
}

}  // namespace framering
