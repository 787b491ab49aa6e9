#include "drawing/drawing_programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "support/environment_variable.hpp"
#include "support/temporary_directory.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;
using framering::test::EnvironmentVariable;
using testing::HasSubstr;

/// Whether a build of the present kind is never measured, whatever there is.
bool is_sanitized() { return why_no_drawing({}).find("sanitizers") != std::string::npos; }

class DrawingProgramsTest : public testing::Test {
 protected:
  std::string add_program(const std::string& place) const {
    const fs::path file = directory_ / place;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "#!/bin/sh\n";
    fs::permissions(file, fs::perms::owner_all);
    return file;
  }
  std::string bench() const { return directory_ / "bench"; }

  const framering::test::TemporaryDirectory directory_;
  const EnvironmentVariable no_path_{"PATH", "/nonexistent"};
};

TEST_F(DrawingProgramsTest, AreFoundBesideTheBenchFirst) {
  const std::string installed = add_program("bench/frame_viewer");
  add_program("viewer/frame_viewer");
  EXPECT_EQ(find_drawing_programs(bench()).viewer, installed);
}

TEST_F(DrawingProgramsTest, AreFoundInTheBuildTree) {
  add_program("viewer/frame_viewer");
  add_program("bench/draw_alone/frame_bench_draw_alone");
  const DrawingPrograms programs = find_drawing_programs(bench());
  EXPECT_TRUE(fs::equivalent(programs.viewer, directory_ / "viewer/frame_viewer"));
  EXPECT_EQ(programs.alone, directory_ / "bench/draw_alone/frame_bench_draw_alone");
}

TEST_F(DrawingProgramsTest, AreFoundInPath) {
  const std::string program = add_program("elsewhere/frame_viewer");
  const EnvironmentVariable path("PATH", fs::path(program).parent_path().c_str());
  EXPECT_EQ(find_drawing_programs(bench()).viewer, program);
}

TEST_F(DrawingProgramsTest, OfWhichOneIsMissingAreTheReason) {
  if (is_sanitized()) GTEST_SKIP() << why_no_drawing({});
  EXPECT_EQ(find_drawing_programs(bench()).viewer, "");
  EXPECT_THAT(why_no_drawing(find_drawing_programs(bench())), HasSubstr("frame_viewer is neither"));
  add_program("bench/frame_viewer");
  EXPECT_THAT(why_no_drawing(find_drawing_programs(bench())),
              HasSubstr("frame_bench_draw_alone is neither"));
}

TEST_F(DrawingProgramsTest, NeedADisplayOrOneThatCanBeMade) {
  if (is_sanitized()) GTEST_SKIP() << why_no_drawing({});
  const DrawingPrograms programs{.viewer = add_program("v"), .alone = add_program("a")};
  const EnvironmentVariable none("DISPLAY", nullptr);
  EXPECT_THAT(why_no_drawing(programs), HasSubstr("no Xvfb in PATH"));
  const EnvironmentVariable given("DISPLAY", ":7");
  EXPECT_EQ(why_no_drawing(programs), "");
}

}  // namespace
}  // namespace framering::bench
