#include "drawing/measured_drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace framering::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

DrawingOutcome outcome(double viewer_us, double alone_us, std::uint64_t missed) {
  return {.viewer = {.cpu_us = viewer_us, .fps = 59.5, .missed = missed},
          .alone = {.cpu_us = alone_us, .fps = 60, .missed = 0}};
}

MeasuredDrawing measured() {
  return {.rounds = {outcome(1200, 1000, 3), outcome(1500, 1000, 0), outcome(2200, 2000, 1)}};
}

TEST(MeasuredDrawing, IsARatioOfEachRound) {
  const Target target = target_of(measured());
  EXPECT_THAT(target.ratios, ElementsAre(1.2, 1.5, 1.1));
  EXPECT_FALSE(target.met());
  EXPECT_EQ(target.note, "59.5 and 60.0 frames/s drawn") << "who draws less often seems cheaper";
}

TEST(MeasuredDrawing, ThatIsSkippedSaysWhy) {
  const MeasuredDrawing skipped{.skipped = "there is no display"};
  const Target target = target_of(skipped);
  EXPECT_TRUE(target.ratios.empty());
  EXPECT_EQ(target.note, "skipped: there is no display");
  EXPECT_THAT(as_text(skipped), HasSubstr("skipped: there is no display"));
  EXPECT_EQ(as_json(skipped)["skipped"], "there is no display");
}

TEST(MeasuredDrawing, ThatFailedSaysWhy) {
  const MeasuredDrawing failed{.failure = "no OpenGL"};
  EXPECT_EQ(target_of(failed).note, "no OpenGL");
  EXPECT_THAT(as_text(failed), HasSubstr("failed: no OpenGL"));
}

TEST(MeasuredDrawing, HasBothSidesInItsTableAndInJson) {
  const std::string text = as_text(measured());
  EXPECT_THAT(text, HasSubstr("frame_viewer, overlay off"));
  EXPECT_THAT(text, HasSubstr("upload, draw and swap alone"));
  const auto json = as_json(measured());
  EXPECT_EQ(json["viewer"]["cpu_us"]["median"], 1500);
  EXPECT_EQ(json["viewer"]["missed"], 3) << "in the worst round";
  EXPECT_EQ(json["alone"]["drawn_fps"]["high"], 60);
}

TEST(MeasuredDrawing, IsNotMeasuredWhereItIsSkipped) {
  MeasuredDrawing drawing{.programs = {.viewer = "/nonexistent", .alone = "/nonexistent"},
                          .skipped = "there is no display"};
  const PictureRoll roll(128, 95);
  step_of(drawing, roll).run();
  EXPECT_TRUE(drawing.rounds.empty());
  EXPECT_EQ(drawing.failure, "");
}

}  // namespace
}  // namespace framering::bench
