// Words for transports.

#include "transport_text.hpp"

namespace framering::viewer {

std::string_view way_text(Transport transport) noexcept {
  switch (transport) {
    case Transport::pipe:
      return "through a pipe";
    case Transport::tcp:
      return "over TCP";
    case Transport::shm:
      break;
  }
  return "in shared memory";
}

}  // namespace framering::viewer
