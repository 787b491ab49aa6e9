#include "audience.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace framering::producer {

Audience audience_of(std::uint32_t readers, std::uint32_t own_readers,
                     const std::vector<ClientFigures>& clients) {
  const std::uint32_t own = own_readers + (clients.empty() ? 0 : 1);
  // The two figures are not of the same moment.
  Audience audience{.readers = readers - std::min(readers, own)};
  for (const ClientFigures& client : clients) {
    ++(client.transport == Transport::pipe ? audience.pipe : audience.tcp);
  }
  return audience;
}

std::string audience_text(const Audience& audience) {
  std::string text = fmt::format("{} reader{}", audience.readers, audience.readers == 1 ? "" : "s");
  if (audience.pipe > 0) text += fmt::format(", {} pipe", audience.pipe);
  if (audience.tcp > 0) text += fmt::format(", {} tcp", audience.tcp);
  return text;
}

std::string client_text(const ClientFigures& client) {
  constexpr double kMiB = 1024 * 1024;
  return fmt::format("{}, pid {}, {}: sent {}, skipped {}, {:.1f} MiB, {:.1f} fps", client.client,
                     client.pid, name_of(client.transport), client.sent, client.skipped,
                     static_cast<double>(client.bytes) / kMiB, client.fps);
}

}  // namespace framering::producer
