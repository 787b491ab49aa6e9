// The program off screen: its screenshot, its figures, and what it says without OpenGL.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "framering/ledger.hpp"
#include "framering/publisher.hpp"
#include "png_picture.hpp"
#include "support/process.hpp"
#include "test_frame.hpp"

namespace framering::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;

class Headless : public testing::Test {
 protected:
  Process viewer(std::vector<std::string> arguments, Process::Environment environment = {}) {
    arguments.insert(arguments.begin(), {FRAME_VIEWER, "cam", "--headless"});
    environment.emplace_back("FRAMERING_DIR", directory_.path());
    environment.emplace_back("DISPLAY", "");
    return Process(arguments, environment);
  }

  std::optional<int> run(Process& program, const TestFrame& frame) {
    auto publisher = Publisher::create({.stream = "cam",
                                        .payload_capacity = frame.payload.size(),
                                        .directory = directory_.path()});
    EXPECT_TRUE(publisher);
    std::optional<int> code;
    eventually(deadline_in(kPatience), [&] {
      EXPECT_TRUE(publish(*publisher, frame));
      return (code = program.wait(deadline_in(20ms))).has_value();
    });
    return code;
  }

  TemporaryDirectory directory_;
};

TEST_F(Headless, ScreenshotIsTheFramePixelForPixel) {
  const TestFrame frame = gradient_frame(127, 95, 33);
  const std::string file = directory_.path() + "/shot.png";
  Process program = viewer({"--frames", "2", "--no-overlay", "--screenshot", file});
  ASSERT_EQ(run(program, frame), 0) << program.err();
  const PngPicture shot = read_png(file);
  ASSERT_EQ(shot.width, 127U);
  ASSERT_EQ(shot.height, 95U);
  for (std::size_t i = 0; i < shot.rgb.size(); ++i) {
    ASSERT_EQ(shot.rgb[i], std::to_integer<int>(frame.payload[i])) << "at " << i;
  }
}

TEST_F(Headless, ScreenshotHasTheOverlayUnlessToldOtherwise) {
  const std::string file = directory_.path() + "/shot.png";
  Process program = viewer({"--frames", "2", "--screenshot", file});
  ASSERT_EQ(run(program, gradient_frame(640, 480, 200)), 0) << program.err();
  const PngPicture shot = read_png(file);
  EXPECT_LT(shot.at(200, 16)[2], 100);
  EXPECT_EQ(shot.at(600, 400)[2], 200);
}

TEST_F(Headless, ReportsEveryStageOfWhatItDrew) {
  Process program = viewer({"--frames", "5", "--json", "-"});
  ASSERT_EQ(run(program, gradient_frame(65, 33, 5)), 0) << program.err();
  const auto report = nlohmann::json::parse(program.out());
  EXPECT_EQ(report["frames"]["drawn"], 5);
  for (const Stage& stage : kStages) {
    if (stage.from == &Ledger::sent_ns || stage.to == &Ledger::sent_ns) continue;
    EXPECT_GE(report["latency_us"][std::string(stage.name)]["p50"].get<double>(), 0) << stage.name;
  }
}

TEST_F(Headless, WithoutAFrameHasNoScreenshotToWrite) {
  Process program = viewer({"--timeout", "0.2", "--screenshot", directory_.path() + "/shot.png"});
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 1);
  EXPECT_TRUE(directory_.names().empty());
  const std::string said = program.err();
  EXPECT_NE(said.find("frame_viewer: time-out"), std::string::npos) << said;
  EXPECT_EQ(said.find("no picture"), std::string::npos) << said;
}

TEST_F(Headless, WithoutOpenGlSaysSoInOneLineAndExitsWithOne) {
  Process program = viewer({}, {{"__EGL_VENDOR_LIBRARY_FILENAMES", "/nowhere.json"}});
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 1);
  const std::string said = program.err();
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
  EXPECT_NE(said.find("no OpenGL"), std::string::npos) << said;
  EXPECT_NE(said.find("--no-render"), std::string::npos) << said;
}

}  // namespace
}  // namespace framering::test
