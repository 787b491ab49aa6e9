#include "drawing/drawing_programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "support/temporary_directory.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A variable of the environment that is another during a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    set(value);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { set(before_ ? before_->c_str() : nullptr); }

 private:
  void set(const char* value) const {
    if (value == nullptr) {
      ::unsetenv(name_);
    } else {
      ::setenv(name_, value, 1);
    }
  }

  const char* name_;
  std::optional<std::string> before_;
};

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
  const Variable no_path_{"PATH", "/nonexistent"};
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
  const Variable path("PATH", fs::path(program).parent_path().c_str());
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
  const Variable none("DISPLAY", nullptr);
  EXPECT_THAT(why_no_drawing(programs), HasSubstr("no Xvfb in PATH"));
  const Variable given("DISPLAY", ":7");
  EXPECT_EQ(why_no_drawing(programs), "");
}

}  // namespace
}  // namespace framering::bench
