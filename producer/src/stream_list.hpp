#pragma once
// frame_producer --list-streams.

#include <string>
#include <vector>

#include "framering/stream.hpp"

namespace framering::producer {

/// One line per stream, for people.
std::string streams_as_text(const std::vector<StreamInfo>& streams);

/// An array with one object per stream, its fields named as in StreamInfo.
std::string streams_as_json(const std::vector<StreamInfo>& streams);

}  // namespace framering::producer
