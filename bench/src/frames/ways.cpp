#include <sys/un.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "frames/way.hpp"
#include "peers/peers.hpp"
#include "ways/bare_handover.hpp"
#include "ways/bare_ways.hpp"
#include "ways/framering_way.hpp"

namespace framering::bench {

std::string unix_socket_path(const WaySetup& setup) {
  std::string path = setup.directory + "/frames";
  if (path.size() < sizeof sockaddr_un{}.sun_path) return path;
  throw std::runtime_error(path + ": too long for a Unix socket; set a shorter TMPDIR");
}

std::vector<Way> all_ways() {
  std::vector<Way> ways = {framering_way(Transport::shm),
                           framering_way(Transport::shm, Waking::thread),
                           framering_way(Transport::shm, Waking::nobody),
                           framering_way(Transport::pipe),
                           framering_way(Transport::tcp),
                           bare_handover_way(),
                           bare_unix_way(),
                           bare_pipe_way(),
                           bare_tcp_way()};
  std::ranges::move(peer_ways(), std::back_inserter(ways));
  return ways;
}

std::vector<SkippedWay> skipped_ways() { return skipped_peers(); }

}  // namespace framering::bench
