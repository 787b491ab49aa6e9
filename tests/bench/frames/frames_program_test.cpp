// frame_bench frames and all as users run them: where they are stopped, or cannot write.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "support/process.hpp"

namespace framering::bench {
namespace {

using framering::test::eventually;
using framering::test::Process;
using framering::test::soon;
using testing::HasSubstr;
using Command = std::vector<std::string>;

class FramesProgram : public testing::Test {
 protected:
  Process start(const Command& command, const std::string& directory) const {
    return Process(command, {{"TMPDIR", directory}});
  }
  Process start(const Command& command) const { return start(command, temporary_.path()); }
  /// Whether a trial has begun. (A runtime of the compiler's may keep a file there for a moment.)
  bool has_scratch_directory() const {
    return std::ranges::any_of(temporary_.names(), [](const std::string& name) {
      return name.starts_with("frame_bench-run.");
    });
  }
  const framering::test::TemporaryDirectory temporary_;
};

void expect_one_line(const Process& bench, const std::string& part) {
  EXPECT_THAT(bench.err(), HasSubstr(part));
  EXPECT_EQ(std::ranges::count(bench.err(), '\n'), 1) << bench.err();
}

TEST_F(FramesProgram, ThatIsStoppedSaysSoAndLeavesNothing) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    Process bench = start({FRAME_BENCH, "frames", "--system", "framering shm", "--size", "128x95",
                           "--frames", "100000", "--rounds", "1"});
    ASSERT_TRUE(eventually([&] { return has_scratch_directory(); }));
    bench.signal(signal);
    EXPECT_EQ(bench.wait(soon()), 1);
    expect_one_line(bench, std::string("stopped by SIG") + ::sigabbrev_np(signal));
    EXPECT_EQ(bench.out(), "");
    EXPECT_TRUE(temporary_.is_empty());
  }
}

TEST_F(FramesProgram, ThatIsKilledLeavesADirectoryThatTheNextClears) {
  Process killed = start({FRAME_BENCH, "frames", "--system", "framering shm", "--size", "128x95",
                          "--frames", "100000", "--rounds", "1"});
  ASSERT_TRUE(eventually([&] { return has_scratch_directory(); }));
  killed.kill();
  EXPECT_TRUE(has_scratch_directory());
  // Its processes die with it, but it may take them a moment.
  EXPECT_TRUE(eventually([&] {
    Process next = start({FRAME_BENCH, "pingpong", "--method", "pipe", "-n", "5"});
    return next.wait(soon()) == 0 && temporary_.is_empty();
  }));
}

TEST_F(FramesProgram, SaysBeforeItMeasuresThatItsJsonCannotBeWritten) {
  const std::string file = temporary_.path() + "/none/results.json";
  for (const Command& arguments : {Command{"all"}, Command{"frames", "--frames", "100000"},
                                   Command{"pingpong", "--all", "-n", "10000000"}}) {
    Command command = {FRAME_BENCH, "--json", file};
    command.insert(command.begin() + 1, arguments.begin(), arguments.end());
    Process bench = start(command);
    EXPECT_EQ(bench.wait(soon()), 1) << arguments.front();
    expect_one_line(bench, file + " cannot be written");
    EXPECT_EQ(bench.out(), "");
  }
}

TEST_F(FramesProgram, NamesADirectoryForTemporaryFilesThatIsNoGood) {
  const std::string none = temporary_.path() + "/none";
  const std::string deep = temporary_.path() + '/' + std::string(100, 'd');
  std::filesystem::create_directory(deep);
  for (const std::string& directory : {none, deep}) {
    Process bench = start({FRAME_BENCH, "frames", "--system", "bare Unix stream", "--size",
                           "128x95", "--frames", "5", "--rounds", "1"},
                          directory);
    EXPECT_EQ(bench.wait(soon()), 1);
    expect_one_line(bench, directory);
  }
  EXPECT_TRUE(std::filesystem::is_empty(deep));
}

TEST_F(FramesProgram, WaitsForItsProcessesAlsoWhereItsCallerIgnoresTheirEnd) {
  for (const char* arguments :
       {"pingpong --method pipe -n 5",
        "frames --system 'bare pipe' --size 128x95 --frames 5 --rounds 1"}) {
    Process bench =
        start({"/bin/bash", "-c", "trap '' CHLD; exec " FRAME_BENCH " " + std::string(arguments)});
    EXPECT_EQ(bench.wait(soon()), 0) << bench.err();
    EXPECT_TRUE(temporary_.is_empty());
  }
}

}  // namespace
}  // namespace framering::bench
