#include "framering/transport.hpp"

namespace framering {

std::string_view name_of(Transport transport) noexcept {
  switch (transport) {
    case Transport::shm:
      return "shm";
    case Transport::pipe:
      return "pipe";
    case Transport::tcp:
      return "tcp";
  }
  return {};
}

std::optional<Transport> transport_from_name(std::string_view name) noexcept {
  for (const Transport transport : kTransports) {
    if (name_of(transport) == name) return transport;
  }
  return std::nullopt;
}

}  // namespace framering
