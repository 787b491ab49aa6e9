#pragma once
// What `frame_bench frames` is asked to do.

#include <string>
#include <vector>

#include "frames/trial_plan.hpp"

namespace framering::bench {

struct FramesOptions {
  std::vector<std::string> systems = {};     ///< names of ways; empty: all
  std::vector<std::uint32_t> readers = {1};  ///< a trial for each
  TrialPlan plan;                            ///< but for its readers
  unsigned rounds = 3;
  std::string json = {};  ///< a file, or "-" for stdout; empty: none
};

}  // namespace framering::bench
