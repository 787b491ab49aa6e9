// frame_bench viewer as users run it, with real windows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "drawing/drawing_programs.hpp"
#include "support/process.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;
using framering::test::eventually;
using framering::test::Process;
using testing::HasSubstr;
using Command = std::vector<std::string>;

/// Long enough for two windows and a display on a busy machine.
Deadline in_time() { return deadline_in(std::chrono::seconds(50)); }

class ViewerProgram : public testing::Test {
 protected:
  void SetUp() override {
    const std::string directory = fs::path(FRAME_BENCH).parent_path();
    const std::string reason = why_no_drawing(find_drawing_programs(directory));
    if (!reason.empty()) GTEST_SKIP() << reason;
  }
  Process start(const Command& command) const {
    return Process(command, {{"TMPDIR", temporary_.path()}});
  }
  /// Whether there is a process whose environment is that of the bench, with `part` in its command.
  bool runs(const std::string& part) const {
    const auto is_one = [&](const fs::directory_entry& process) {
      return text_of(process.path() / "environ").find(temporary_.path()) != std::string::npos &&
             text_of(process.path() / "cmdline").find(part) != std::string::npos;
    };
    std::error_code none;
    return std::any_of(fs::directory_iterator("/proc", none), fs::directory_iterator(), is_one);
  }
  bool uses_own_display() const { return ::getenv("DISPLAY") == nullptr; }

  const framering::test::TemporaryDirectory temporary_;

 private:
  /// Empty if the process has ended meanwhile: reading it fails, and an istreambuf_iterator throws.
  static std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
};

TEST_F(ViewerProgram, GivesFiguresOfBothAndLeavesNothing) {
  Process bench = start({FRAME_BENCH, "viewer", "--frames", "5", "--rounds", "1", "--json", "-"});
  ASSERT_EQ(bench.wait(in_time()), 0) << bench.err();
  const auto report = nlohmann::json::parse(bench.out());
  for (const char* side : {"viewer", "alone"}) {
    EXPECT_GT(report[side]["cpu_us"]["median"].get<double>(), 0) << side;
    EXPECT_GT(report[side]["drawn_fps"]["median"].get<double>(), 0) << side;
  }
  EXPECT_GT(report["ratio"]["median"].get<double>(), 0);
  EXPECT_TRUE(temporary_.is_empty());
  EXPECT_FALSE(runs(""));
}

TEST_F(ViewerProgram, ThatIsStoppedSaysSoAndLeavesNothing) {
  for (const char* meanwhile : {"draw_alone", "--no-overlay"}) {
    Process bench = start({FRAME_BENCH, "viewer", "--frames", "5", "--rounds", "100"});
    ASSERT_TRUE(eventually(in_time(), [&] { return runs(meanwhile); })) << meanwhile;
    bench.signal(SIGTERM);
    EXPECT_EQ(bench.wait(in_time()), 1);
    EXPECT_EQ(bench.err(), "frame_bench: stopped by SIGTERM\n");
    EXPECT_TRUE(temporary_.is_empty());
    EXPECT_FALSE(runs(""));
  }
}

TEST_F(ViewerProgram, ThatIsKilledLeavesNoProcess) {
  Process bench = start({FRAME_BENCH, "viewer", "--rounds", "100"});
  ASSERT_TRUE(eventually(in_time(), [&] { return runs("draw_alone"); }));
  ASSERT_TRUE(runs("Xvfb") || !uses_own_display());
  bench.kill();
  EXPECT_TRUE(eventually(in_time(), [&] { return !runs(""); }));
}

TEST_F(ViewerProgram, NamesTheProgramThatIsMissing) {
  const std::string alone = temporary_ / "frame_bench";
  fs::copy_file(FRAME_BENCH, alone);
  Process bench = Process({alone, "viewer"}, {{"PATH", "/usr/bin:/bin"}});
  EXPECT_EQ(bench.wait(in_time()), 1);
  EXPECT_THAT(bench.err(), HasSubstr("frame_bench: viewer: frame_viewer is neither"));
}

}  // namespace
}  // namespace framering::bench
