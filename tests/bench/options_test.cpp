// The command line: what is accepted, and the one line that everything else gets.

#include "options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace framering::bench {
namespace {

using testing::HasSubstr;

Options parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "frame_bench");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

struct WrongUsage {
  std::vector<const char*> arguments;
  const char* says;
};

class BenchOptionsRefuse : public testing::TestWithParam<WrongUsage> {};

TEST_P(BenchOptionsRefuse, WithOneLineThatNamesItAndCode2) {
  const auto outcome = parse(GetParam().arguments);
  ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
  const auto& early = std::get<EarlyExit>(outcome);
  EXPECT_EQ(early.code, 2);
  EXPECT_TRUE(early.text.starts_with("frame_bench: ")) << early.text;
  EXPECT_THAT(early.text, HasSubstr(GetParam().says));
  EXPECT_EQ(std::count(early.text.begin(), early.text.end(), '\n'), 1) << early.text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, BenchOptionsRefuse,
    testing::Values(
        WrongUsage{{}, "what to measure is not given; see frame_bench --help"},
        WrongUsage{{"nonsense", "--rounds", "3"}, ": nonsense is nothing to measure"},
        WrongUsage{{"--rounds", "3"}, "what to measure is not given"},
        WrongUsage{{"clients", "nonsense", "x"}, "not expected: x"},
        WrongUsage{{"clients", "--method", "smoke"}, "--method smoke"},
        WrongUsage{{"clients", "--tasks", "0"}, "--tasks 0"},
        WrongUsage{{"clients", "--tasks", "1001"}, "--tasks 1001"},
        WrongUsage{{"clients", "--tasks", "-1"}, "--tasks"},
        WrongUsage{{"clients", "--requests", "0"}, "--requests 0"},
        WrongUsage{{"clients", "--timeout", "0"}, "--timeout 0"},
        WrongUsage{{"clients", "--timeout", "nan"}, "--timeout"},
        WrongUsage{{"clients", "cam", "--method", "inproc"}, "cam --method inproc: its server"},
        WrongUsage{{"clients", "a/b"}, "a/b"},
        WrongUsage{{"clients", "--token-file", "t"}, "--connect"},
        WrongUsage{{"clients", "--method", "tcp", "--connect", "tcp://h:1"}, "--token-file"},
        WrongUsage{{"frames", "--size", "1280"}, "--size 1280"},
        WrongUsage{{"frames", "--size", "0x720"}, "--size 0x720"},
        WrongUsage{{"frames", "--size", "1281x720"}, "a multiple of 8"},
        WrongUsage{{"frames", "--fps", "fast"}, "--fps fast: it is 1 to 10000, or max"},
        WrongUsage{{"frames", "--readers", "1,0"}, "--readers 1,0: it is numbers from 1 to 64"},
        WrongUsage{{"frames", "--readers", "1,"}, "--readers 1,: it is numbers"},
        WrongUsage{{"frames", "--readers", ""}, "--readers needs a value that is not empty"},
        WrongUsage{{"frames", "--json", ""}, "--json needs a value that is not empty"},
        WrongUsage{{"all", "--json=", "--quick"}, "--json needs a value that is not empty"},
        WrongUsage{{"all", "--rounds", ""}, "--rounds needs a value that is not empty"},
        WrongUsage{{"clients", ""}, "an argument is empty"},
        WrongUsage{{"clients", "--connect", "", "--token-file", ""}, "--connect needs a value"},
        WrongUsage{{"frames", "--readers", "65"}, "--readers 65"},
        WrongUsage{{"frames", "--frames", "0"}, "--frames 0"},
        WrongUsage{{"frames", "--rounds", "0"}, "--rounds 0"},
        WrongUsage{{"frames", "--reading", "aloud"}, "--reading aloud: it is copy or borrow"},
        WrongUsage{{"frames", "--system", "bare pipe", "--reading", "borrow"},
                   "--system bare pipe --reading borrow: it lends no memory; take --reading copy"},
        WrongUsage{{"frames", "--system", "smoke"},
                   "it is one of framering shm; framering shm, waking thread; "},
        WrongUsage{{"viewer", "--frames", "0"}, "--frames 0: it is 1 to 100000"},
        WrongUsage{{"viewer", "--rounds", "101"}, "--rounds 101"},
        WrongUsage{{"all", "--rounds", "x"}, "--rounds x"}, WrongUsage{{"all", "extra"}, "--help"},
        WrongUsage{{"clients", "--tasks", "x"}, "--tasks x: it is 1 to 1000"},
        WrongUsage{{"clients", "--requests", "3x"}, "--requests 3x: it is 1 to 1000000"},
        WrongUsage{{"clients", "--timeout", "soon"}, "--timeout soon: it is more than 0"},
        WrongUsage{{"clients", "--method", "pipe", "--connect", "tcp://h:1", "--token-file", "t"},
                   "--method tcp"},
        WrongUsage{{"clients", "--method", "tcp", "--connect", "udp://h:1", "--token-file", "t"},
                   "udp://h:1"},
        WrongUsage{{"clients", "--method", "tcp", "--connect", "tcp://", "--token-file", "t"},
                   "--connect tcp://:"},
        WrongUsage{{"pingpong"}, "either --method METHOD or --all"},
        WrongUsage{{"pingpong", "--all", "--method", "shm"}, "either --method METHOD or --all"},
        WrongUsage{{"pingpong", "--method", "smoke"}, "--method smoke: it is one of shm, shm-spin"},
        WrongUsage{{"pingpong", "--method", ""}, "--method needs a value that is not empty"},
        WrongUsage{{"pingpong", "--method", "limit: pipe"}, "it is one of"},
        WrongUsage{{"pingpong", "--all", "-n", "0"}, "-n 0: it is 1 to"},
        WrongUsage{{"pingpong", "--all", "-n", "10000001"}, "-n 10000001: it is 1 to 10000000"},
        WrongUsage{{"pingpong", "--all", "-n", "-1"}, "-n"},
        WrongUsage{{"pingpong", "--all", "-n", "3x"}, "-n 3x"},
        WrongUsage{{"pingpong", "--all", "--bytes", "3"}, "--bytes 3: it is 4 to 67108864"},
        WrongUsage{{"pingpong", "--all", "--bytes", "67108865"}, "--bytes 67108865"},
        WrongUsage{{"pingpong", "--all", "--bytes", "1k"}, "--bytes 1k"},
        WrongUsage{{"pingpong", "--method", "udp", "--bytes", "65508"},
                   "a datagram holds no more than 65507"},
        WrongUsage{{"pingpong", "--all", "cam"}, "cam"},
        WrongUsage{{"pingpong", "--all", "--json"}, "--json"}));

TEST(BenchOptions, HaveTheDocumentedDefaults) {
  const auto options = std::get<ClientsOptions>(parse({"clients"}));
  EXPECT_EQ(options.tasks, 20U);
  EXPECT_EQ(options.requests, 10U);
  EXPECT_EQ(options.method, Method::pipe);
  EXPECT_EQ(options.stream, "");
}

TEST(BenchOptions, CarryWhatWasAskedFor) {
  const auto options = std::get<ClientsOptions>(parse(
      {"clients", "cam", "--method", "tcp", "--connect", "tcp://10.0.0.1:5000", "--token-file", "t",
       "--tasks", "3", "--requests", "4", "--timeout", "0.25", "--json", "-"}));
  EXPECT_EQ(options.stream, "cam");
  EXPECT_EQ(options.method, Method::tcp);
  EXPECT_EQ(options.address, "10.0.0.1:5000");
  EXPECT_EQ(options.token_file, "t");
  EXPECT_EQ(options.tasks, 3U);
  EXPECT_EQ(options.requests, 4U);
  EXPECT_EQ(options.timeout, std::chrono::milliseconds(250));
  EXPECT_EQ(options.json, "-");
}

TEST(BenchOptions, ConnectMeansTcp) {
  const auto options = std::get<ClientsOptions>(
      parse({"clients", "--connect", "tcp://10.0.0.1:5000", "--token-file", "t"}));
  EXPECT_EQ(options.method, Method::tcp);
  EXPECT_EQ(options.address, "10.0.0.1:5000");
}

TEST(BenchOptions, HelpAndVersionLeaveWithCode0) {
  for (const auto& arguments :
       std::vector<std::vector<const char*>>{{"--help"}, {"--version"}, {"clients", "--help"}}) {
    const auto outcome = parse(arguments);
    ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
    EXPECT_EQ(std::get<EarlyExit>(outcome).code, 0);
    EXPECT_THAT(std::get<EarlyExit>(outcome).text, HasSubstr("frame_bench"));
  }
}

TEST(BenchOptions, HelpOfASubcommandSaysHowToCallIt) {
  const auto outcome = parse({"clients", "--help"});
  ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
  EXPECT_THAT(std::get<EarlyExit>(outcome).text, HasSubstr("frame_bench clients [OPTIONS]"));
  EXPECT_THAT(std::get<EarlyExit>(outcome).text, HasSubstr("--tasks"));
}

TEST(FramesOptions, HaveTheDocumentedDefaults) {
  const auto options = std::get<FramesOptions>(parse({"frames"}));
  EXPECT_TRUE(options.systems.empty()) << "all of them";
  EXPECT_EQ(options.readers, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(options.plan.width, 1280U);
  EXPECT_EQ(options.plan.height, 720U);
  EXPECT_EQ(options.plan.fps, 60);
  EXPECT_EQ(options.plan.frames, 300U);
  EXPECT_EQ(options.plan.reading, Reading::copy);
  EXPECT_EQ(options.rounds, 3U);
}

TEST(FramesOptions, CarryWhatWasAskedFor) {
  const auto options = std::get<FramesOptions>(
      parse({"frames", "--system", "framering shm", "--system", "bare handover", "--readers", "1,4",
             "--size", "640x480", "--fps", "max", "--frames", "10", "--rounds", "2", "--reading",
             "borrow", "--json", "f"}));
  EXPECT_EQ(options.systems, (std::vector<std::string>{"framering shm", "bare handover"}));
  EXPECT_EQ(options.readers, (std::vector<std::uint32_t>{1, 4}));
  EXPECT_EQ(options.plan.width, 640U);
  EXPECT_EQ(options.plan.height, 480U);
  EXPECT_EQ(options.plan.fps, 0);
  EXPECT_EQ(options.plan.frames, 10U);
  EXPECT_EQ(options.plan.reading, Reading::borrow);
  EXPECT_EQ(options.rounds, 2U);
  EXPECT_EQ(options.json, "f");
}

TEST(AllOptions, AreOneRoundWhenQuickUnlessMoreAreAskedFor) {
  EXPECT_EQ(std::get<AllOptions>(parse({"all"})).rounds, 3U);
  EXPECT_EQ(std::get<AllOptions>(parse({"all", "--quick"})).rounds, 1U);
  EXPECT_EQ(std::get<AllOptions>(parse({"all", "--quick", "--rounds", "5"})).rounds, 5U);
}

TEST(PingPongOptions, HaveTheDocumentedDefaults) {
  const auto options = std::get<PingPongOptions>(parse({"pingpong", "--method", "shm"}));
  EXPECT_EQ(options.method, "shm");
  EXPECT_EQ(options.cycles, 1000U);
  EXPECT_EQ(options.bytes, 4U);
  EXPECT_EQ(options.json, "");
}

TEST(PingPongOptions, CarryWhatWasAskedFor) {
  const auto options = std::get<PingPongOptions>(
      parse({"pingpong", "-n", "10", "--method", "udp", "--bytes", "65507", "--json", "-"}));
  EXPECT_EQ(options.method, "udp");
  EXPECT_EQ(options.cycles, 10U);
  EXPECT_EQ(options.bytes, 65'507U);
  EXPECT_EQ(options.json, "-");
}

TEST(PingPongOptions, MeanAllMethodsWithoutOne) {
  const auto options =
      std::get<PingPongOptions>(parse({"pingpong", "--all", "--bytes", "67108864"}));
  EXPECT_EQ(options.method, "");
  EXPECT_EQ(options.bytes, 67'108'864U);
}

TEST(PingPongOptions, HaveHelpThatNamesTheMethods) {
  const auto early = std::get<EarlyExit>(parse({"pingpong", "--help"}));
  EXPECT_EQ(early.code, 0);
  EXPECT_THAT(early.text, HasSubstr("frame_bench pingpong [OPTIONS]"));
  EXPECT_THAT(early.text, HasSubstr("tcp-delay, udp, inproc"));
}

}  // namespace
}  // namespace framering::bench
