#pragma once
// frame_viewer against upload, draw and swap alone, once in each round.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "drawing/drawing_trial.hpp"
#include "rounds.hpp"
#include "suite/target.hpp"

namespace framering::bench {

struct MeasuredDrawing {
  DrawingPlan plan = {};
  DrawingPrograms programs = {};
  std::vector<DrawingOutcome> rounds = {};  ///< those before the first that failed
  std::string skipped = {};                 ///< why it cannot be measured here; empty: it can
  std::string failure = {};                 ///< of the first round that failed

  /// A figure of one of the two, in each round.
  std::vector<double> each_round(DrawnFrames DrawingOutcome::*whose,
                                 double DrawnFrames::*figure) const;
  /// In the round in which most were missed.
  std::uint64_t missed(DrawnFrames DrawingOutcome::*whose) const;
};

/// With the programs that are found, skipped if something is missing.
MeasuredDrawing drawing_of(const DrawingPlan& plan);

/// Measures it once more, unless it failed or is skipped; the drawing and `roll` outlive the step.
Step step_of(MeasuredDrawing& drawing, const PictureRoll& roll);

/// The ratio of CPU time for a drawn frame.
Target target_of(const MeasuredDrawing& drawing);

nlohmann::json as_json(const MeasuredDrawing& drawing);
/// A table of two rows.
std::string as_text(const MeasuredDrawing& drawing);

}  // namespace framering::bench
