// frame_bench pingpong as users run it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "pingpong/pingpong.hpp"
#include "support/process.hpp"

namespace framering::bench {
namespace {

using framering::test::eventually;
using framering::test::Process;
using framering::test::soon;
using testing::HasSubstr;

class PingPongProgram : public testing::Test {
 protected:
  Process start(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {FRAME_BENCH, "pingpong"});
    return Process(arguments, {{"TMPDIR", temporary_.path()}});
  }
  const framering::test::TemporaryDirectory temporary_;
};

std::vector<pid_t> children_of(pid_t pid) {
  const std::string task = std::to_string(pid);
  std::ifstream file("/proc/" + task + "/task/" + task + "/children");
  return {std::istream_iterator<pid_t>(file), {}};
}

/// A zombie is not: whoever inherits the bench's children may take its time.
bool is_alive(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string number, name, state;
  return file >> number >> name >> state && state != "Z";
}

TEST_F(PingPongProgram, PrintsOneMethod) {
  Process bench = start({"-n", "20", "--method", "pipe"});
  EXPECT_EQ(bench.wait(soon()), 0);
  EXPECT_THAT(bench.out(), HasSubstr("pipe, 4 bytes there and back, every reply right"));
  EXPECT_EQ(bench.err(), "");
  EXPECT_TRUE(temporary_.is_empty());
}

TEST_F(PingPongProgram, PrintsAllMethodsAndTheLimits) {
  Process bench = start({"-n", "20", "--all", "--bytes", "65508"});
  EXPECT_EQ(bench.wait(soon()), 0) << bench.err();
  for (const auto& names : {pingpong_methods(), pingpong_limits()}) {
    for (const std::string& name : names) EXPECT_THAT(bench.out(), HasSubstr("\n" + name + " "));
  }
  EXPECT_THAT(bench.out(), HasSubstr("skipped: a datagram holds no more"));
  EXPECT_TRUE(temporary_.is_empty());
}

TEST_F(PingPongProgram, WritesJsonInsteadOfATable) {
  Process bench = start({"-n", "20", "--all", "--json", "-"});
  EXPECT_EQ(bench.wait(soon()), 0) << bench.err();
  const auto report = nlohmann::json::parse(bench.out());
  EXPECT_EQ(report["cycles"], 20);
  EXPECT_EQ(report["methods"].size(), pingpong_methods().size() + pingpong_limits().size());
  for (const auto& method : report["methods"]) EXPECT_GT(method["median_us"], 0) << method;
}

TEST_F(PingPongProgram, ThatIsStoppedTriesNoOtherMethod) {
  Process bench = start({"-n", "10000000", "--all"});
  ASSERT_TRUE(eventually([&] { return !children_of(bench.pid()).empty(); }));
  bench.signal(SIGTERM);
  EXPECT_EQ(bench.wait(soon()), 1);
  EXPECT_EQ(bench.err(), "frame_bench: stopped by SIGTERM\n");
  EXPECT_EQ(bench.out(), "");
}

TEST_F(PingPongProgram, SaysThatItsJsonCannotBeWritten) {
  Process bench = start({"-n", "20", "--method", "pipe", "--json", temporary_.path()});
  EXPECT_EQ(bench.wait(soon()), 1);
  EXPECT_THAT(bench.err(), HasSubstr(temporary_.path() + " cannot be written"));
}

/// With a match that would take for ever.
class PingPongProgramKilled : public PingPongProgram,
                              public testing::WithParamInterface<std::string> {
 protected:
  /// The processes of the bench, when both sides are connected.
  std::vector<pid_t> players() {
    const std::size_t expected = GetParam() == "inproc" ? 1 : 2;
    std::vector<pid_t> found;
    EXPECT_TRUE(eventually([&] {
      found = children_of(bench_.pid());
      return found.size() == expected && temporary_.is_empty();
    }));
    return found;
  }
  Process bench_ = start({"-n", "10000000", "--method", GetParam()});
};

TEST_P(PingPongProgramKilled, SaysInOneLineWhichSideWasAndLeavesNothing) {
  const auto pids = players();
  ASSERT_FALSE(pids.empty());
  ::kill(pids.back(), SIGKILL);
  EXPECT_EQ(bench_.wait(soon()), 1);
  EXPECT_THAT(bench_.err(), HasSubstr("frame_bench: pingpong " + GetParam()));
  EXPECT_THAT(bench_.err(), HasSubstr("process was killed by SIGKILL"));
  EXPECT_EQ(std::ranges::count(bench_.err(), '\n'), 1) << bench_.err();
  EXPECT_EQ(bench_.out(), "");
  EXPECT_TRUE(temporary_.is_empty());
  for (const pid_t pid : pids) EXPECT_FALSE(is_alive(pid));
}

TEST_P(PingPongProgramKilled, LeavesNothingWhenItIsKilledItself) {
  const auto pids = players();
  ASSERT_FALSE(pids.empty());
  bench_.kill();
  for (const pid_t pid : pids) EXPECT_TRUE(eventually([&] { return !is_alive(pid); }));
  EXPECT_TRUE(temporary_.is_empty());
}

TEST_P(PingPongProgramKilled, SaysThatItWasStoppedAndLeavesNothing) {
  const auto pids = players();
  ASSERT_FALSE(pids.empty());
  bench_.signal(SIGINT);
  EXPECT_EQ(bench_.wait(soon()), 1);
  EXPECT_EQ(bench_.err(), "frame_bench: stopped by SIGINT\n");
  EXPECT_EQ(bench_.out(), "");
  for (const pid_t pid : pids) EXPECT_FALSE(is_alive(pid));
  EXPECT_TRUE(temporary_.is_empty());
}

INSTANTIATE_TEST_SUITE_P(Methods, PingPongProgramKilled, testing::ValuesIn(pingpong_methods()),
                         [](const auto& method) {
                           std::string name = method.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace framering::bench
