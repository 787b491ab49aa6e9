#include "peers/peers.hpp"

#include <exception>

#include "peers/makers.hpp"

namespace framering::bench {
namespace {

struct Peer {
  const char* name;
  Way (*maker)();  ///< none: it was not built
};

// Each of the macros is the name of its maker, or nullptr: cmake/BenchPeers.cmake.
constexpr Peer kPeers[] = {
    {"iceoryx", FRAMERING_ICEORYX_WAY},     {"ZeroMQ", FRAMERING_ZEROMQ_WAY},
    {"GStreamer", FRAMERING_GSTREAMER_WAY}, {"Cyclone DDS", FRAMERING_CYCLONE_WAY},
    {"Python mmap", FRAMERING_PYTHON_WAY},
};

struct Found {
  std::vector<Way> ways;
  std::vector<SkippedWay> skipped;
};

Found look_for_peers() {
  Found found;
  for (const Peer& peer : kPeers) {
    if (peer.maker == nullptr) {
      found.skipped.push_back({peer.name, FRAMERING_PEERS_NOT_BUILT});
      continue;
    }
    try {
      found.ways.push_back(peer.maker());
    } catch (const std::exception& reason) {
      found.skipped.push_back({peer.name, reason.what()});
    }
  }
  return found;
}

const Found& found_peers() {
  static const Found found = look_for_peers();
  return found;
}

}  // namespace

std::vector<Way> peer_ways() { return found_peers().ways; }
std::vector<SkippedWay> skipped_peers() { return found_peers().skipped; }

}  // namespace framering::bench
