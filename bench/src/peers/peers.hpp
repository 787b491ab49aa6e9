#pragma once
// Other people's ways to get frames from one process to others, measured beside ours.

#include <vector>

#include "frames/way.hpp"

namespace framering::bench {

/// Those that can be measured here: found when this was built, and all they need is here now.
std::vector<Way> peer_ways();
/// The others. Together they name every peer.
std::vector<SkippedWay> skipped_peers();

}  // namespace framering::bench
