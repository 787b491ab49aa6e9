#include "frames/way.hpp"
#include "ways/bare_ways.hpp"
#include "ways/framering_way.hpp"

namespace framering::bench {

std::vector<Way> all_ways() {
  return {framering_way(Transport::shm),
          framering_way(Transport::pipe),
          framering_way(Transport::tcp),
          bare_unix_way(),
          bare_pipe_way(),
          bare_tcp_way()};
}

std::vector<SkippedWay> skipped_ways() { return {}; }

}  // namespace framering::bench
