#pragma once
// What `frame_bench viewer` is asked to do.

#include <string>

#include "drawing/drawing_trial.hpp"

namespace framering::bench {

struct ViewerOptions {
  DrawingPlan plan = {};
  unsigned rounds = 3;
  std::string json = {};  ///< a file, or "-" for stdout; empty: none
};

}  // namespace framering::bench
