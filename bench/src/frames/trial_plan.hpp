#pragma once
// What is to be measured in a trial.

#include <cstdint>
#include <string_view>

namespace framering::bench {

enum class Reading {
  copy,    ///< each frame is copied out, then checked
  borrow,  ///< each frame is checked where it lies
};

struct TrialPlan {
  std::uint32_t width = 1280;
  std::uint32_t height = 720;
  double fps = 60;  ///< 0: as fast as possible
  std::uint32_t readers = 1;
  std::uint64_t frames = 300;  ///< that count
  Reading reading = Reading::copy;
};

}  // namespace framering::bench
