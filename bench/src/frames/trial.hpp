#pragma once
// One way, one publisher, some readers, one size of frames, one rate: run once.

#include <cstdint>
#include <string>
#include <vector>

#include "frames/picture_roll.hpp"
#include "frames/trial_plan.hpp"
#include "frames/way.hpp"

namespace framering::bench {

/// What came out; durations of all readers together, in microseconds.
struct TrialOutcome {
  std::string failure = {};              ///< a line; then the rest means nothing, but for corrupt
  std::vector<double> access_us = {};    ///< publish() called → the reader has the frame
  std::vector<double> consumed_us = {};  ///< the camera begins to copy → the reader has read it all
  std::vector<double> publish_us = {};  ///< publish() called → returned
  std::vector<double> capture_us = {};  ///< the camera's copy
  /// Of all processes, broker included, checks left out; per 1000 frames sent.
  double cpu_s_per_1000 = 0;
  double seconds = 0;  ///< that sending took
  double published_fps = 0;
  double received_fps = 0;    ///< the mean of the readers
  std::uint64_t missed = 0;   ///< frames that a reader never had whole; all readers together
  std::uint64_t corrupt = 0;  ///< frames that had wrong bytes
  double stolen_share = 0;    ///< of processor time, seconds a second, while frames were sent
  // See least_disturbed.hpp.
  unsigned watched = 0;    ///< 1: to be run twice if much is stolen
  unsigned repeats = 0;    ///< runs beside this one, whose times do not count
  unsigned disturbed = 0;  ///< 1: much was stolen all the same
};

/// Runs the processes of a trial and ends them, at the latest after a time that depends on the
/// plan. `roll` has the plan's size. Nothing of it is left behind.
TrialOutcome run_trial(const Way& way, const TrialPlan& plan, const PictureRoll& roll);

}  // namespace framering::bench
