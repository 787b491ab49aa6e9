#include <algorithm>
#include <iterator>

#include "frames/way.hpp"
#include "peers/peers.hpp"
#include "ways/bare_handover.hpp"
#include "ways/bare_ways.hpp"
#include "ways/framering_way.hpp"

namespace framering::bench {

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
