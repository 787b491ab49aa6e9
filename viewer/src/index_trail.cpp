// Distances of successive indices.

#include "index_trail.hpp"

#include <algorithm>
#include <utility>

namespace framering::viewer {
namespace {

constexpr int kFramesAfterSwitch = 3;

}  // namespace

void IndexTrail::add(const std::string& epoch, std::uint64_t index, std::uint64_t switches) {
  const bool switched = std::exchange(switches_, switches) != switches;
  if (switched) since_switch_ = kFramesAfterSwitch;
  const bool comparable = index_ && epoch == epoch_;
  if (comparable && index <= *index_) ++went_backwards_;
  if (comparable && index > *index_) add_gap(index - *index_, switched);
  if (!comparable) epoch_ = epoch;
  index_ = index;
  since_switch_ = std::max(since_switch_ - 1, 0);
}

void IndexTrail::add_gap(std::uint64_t gap, bool first_after_switch) {
  largest_gap_ = std::max(largest_gap_, gap);
  if (since_switch_ > 0) largest_after_switch_ = std::max(largest_after_switch_, gap);
  if (first_after_switch) lost_in_switches_ += gap - 1;
}

}  // namespace framering::viewer
